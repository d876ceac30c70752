import type { HttpConnector, Result } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import { fillPath, placeholdersOf } from './fill-path.js';
import { fillQuery } from './fill-query.js';
import type { TargetRequest } from './target-request.js';

type Arguments = Readonly<Record<string, JsonValue>>;

/** Set by the gateway or by HTTP itself; a tool definition cannot take them over. */
export const reservedHeader =
  /^(authorization|proxy-.*|host|connection|content-length|content-type|transfer-encoding|te|trailer|upgrade|expect|cookie|traceparent|idempotency-key)$/i;

/** The request that one call becomes. It follows from the tool definition and the arguments alone, which the approval binds. */
export function buildTargetRequest(connector: HttpConnector, values: Arguments): Result<TargetRequest> {
  const path = fillPath(connector.path, values);
  if (!path.ok) return path;
  const headers = fillHeaders(connector.headers, values);
  if (!headers) {
    const message = 'An argument cannot be used in a header of the target.';
    return { ok: false, refusal: { reasonCode: 'arguments_invalid', message } };
  }
  const rest = restOf(connector, values);
  const bodiless = connector.method === 'GET' || connector.method === 'HEAD';
  const query = fillQuery(bodiless ? [...connector.query, ...Object.keys(rest)] : connector.query, values);
  const body = bodiless || Object.keys(rest).length === 0 ? null : JSON.stringify(rest);
  const { method, timeoutMs, maxResponseBytes } = connector;
  const url = `${connector.baseUrl.replace(/\/$/, '')}${path.path}${query === '' ? '' : `?${query}`}`;
  const typed: Record<string, string> = body === null ? {} : { 'content-type': 'application/json' };
  return { ok: true, value: { method, url, headers: { ...headers, ...typed }, body, timeoutMs, maxResponseBytes } };
}

/** Arguments that neither path, query nor headers name. */
function restOf(connector: HttpConnector, values: Arguments): Record<string, JsonValue> {
  const named = new Set([
    ...placeholdersOf(connector.path),
    ...connector.query,
    ...Object.values(connector.headers).flatMap(placeholdersOf),
  ]);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !named.has(name)));
}

function fillHeaders(templates: Record<string, string>, values: Arguments): Record<string, string> | undefined {
  const filled = Object.entries(templates)
    .filter(([name]) => !reservedHeader.test(name))
    .map(([name, template]) => [name, fillHeader(template, values)] as const);
  // Visible ASCII and spaces: no line can be added, and no byte can be read in two ways.
  if (filled.some(([, value]) => !/^[\x20-\x7e]*$/.test(value))) return undefined;
  return Object.fromEntries(filled);
}

function fillHeader(template: string, values: Arguments): string {
  return placeholdersOf(template).reduce(
    (text, name) => text.replaceAll(`{${name}}`, () => headerText(values[name])),
    template,
  );
}

function headerText(value: JsonValue | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
