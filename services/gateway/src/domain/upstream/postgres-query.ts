import type { PostgresConnector, Result, ToolCredential } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import { isObject } from '../wire/seam/json-object.js';
import type { PostgresQuery } from './upstream-call.js';

interface Asked {
  values: Record<string, JsonValue>;
  credential: ToolCredential | undefined;
  /** Fewer rows than the tool allows, where policy says so. */
  maxRows: number | undefined;
}

/** The one statement that a call becomes, as the role that its credential is for. */
export function postgresQuery(connector: PostgresConnector, asked: Asked): Result<PostgresQuery> {
  const { kind, host, port, database, searchPath, tls, timeoutMs, maxResponseBytes } = connector;
  const [user] = asked.credential?.scope ?? [];
  if (!connector.readOnly || user === undefined) {
    const message = 'This gateway runs statements read-only and as the database role that the credential names.';
    return refused('connector_unsupported', message);
  }
  const statement = valueAt(asked.values, connector.statement);
  if (typeof statement !== 'string') return refused('arguments_invalid', 'The statement must be text.');
  const maxRows = Math.min(connector.maxRows, asked.maxRows ?? Number.POSITIVE_INFINITY);
  const limits = { maxRows, timeoutMs, maxResponseBytes };
  return { ok: true, value: { kind, host, port, database, user, statement, searchPath, tls, ...limits } };
}

function valueAt(values: JsonValue, pointer: string): JsonValue | undefined {
  const names = pointer
    .split('/')
    .slice(1)
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return names.reduce<JsonValue | undefined>(
    (value, name) => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined),
    values,
  );
}

function refused(reasonCode: string, message: string): Result<never> {
  return { ok: false, refusal: { reasonCode, message } };
}
