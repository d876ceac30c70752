import type { ProviderDocument } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import { isObject, type JsonObject } from '../wire/seam/json-object.js';
import type { WireFormatDescriptor } from '../wire/seam/wire-format.js';
import { mustAskForUsage } from './must-ask-for-usage.js';

export interface UpstreamRequest {
  provider: ProviderDocument;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
  /** What is left of the call's time, in milliseconds. */
  limitMs?: number;
}

interface Governed {
  provider: ProviderDocument;
  key: string | null;
  /** The model that policy decided on. */
  model: string;
  wire: WireFormatDescriptor;
  traceparent: string;
}

interface Incoming {
  body: Buffer;
  json: JsonValue;
  headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** Forwarded byte for byte; every other header of the agent stays here. */
const passed = ['accept', 'anthropic-beta', 'anthropic-version', 'openai-beta', 'user-agent'];
const anthropicVersion = '2023-06-01';

/** What the provider gets: the agent's own bytes, but for a model that the provider knows under another name and the counts of a stream. */
export function upstreamRequest(incoming: Incoming, governed: Governed): UpstreamRequest {
  const { provider, wire, traceparent } = governed;
  const defaults: Record<string, string> = wire.family === 'anthropic' ? { 'anthropic-version': anthropicVersion } : {};
  const fixed = { 'content-type': 'application/json', traceparent, ...authorisation(governed) };
  const headers = { ...defaults, ...passedHeaders(incoming), ...fixed };
  return { provider, path: wire.upstreamPath, headers, body: bodyOf(incoming, governed) };
}

/** The agent's own bytes unless something in them has to be another. */
function bodyOf({ body, json }: Incoming, { provider, model, wire }: Governed): Buffer {
  const upstream = provider.models.find(({ name }) => name === model)?.upstream ?? model;
  const request = json as JsonObject;
  const asksForUsage = mustAskForUsage(wire.format, json);
  if (request.model === upstream && !asksForUsage) return body;
  const options = isObject(request.stream_options) ? request.stream_options : {};
  const usage = asksForUsage ? { stream_options: { ...options, include_usage: true } } : {};
  return Buffer.from(JSON.stringify({ ...request, model: upstream, ...usage }), 'utf8');
}

function passedHeaders({ headers }: Incoming): Record<string, string> {
  return Object.fromEntries(
    passed.flatMap((name) => {
      const value = headers[name];
      return value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]];
    }),
  );
}

function authorisation({ provider, key }: Governed): Record<string, string> {
  if (key === null) return {};
  return provider.api === 'anthropic' ? { 'x-api-key': key } : { authorization: `Bearer ${key}` };
}
