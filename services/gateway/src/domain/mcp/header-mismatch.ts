import type { RpcRequest } from './message.js';
import { modernRevision } from './revisions.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const named: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'tasks/get': 'taskId',
  'tasks/update': 'taskId',
  'tasks/cancel': 'taskId',
};

/**
 * What headers repeat of the body must agree with it, or something between client and gateway could have been steered
 * by other words than those that count. Null when they do.
 */
export function headerMismatch(headers: Headers, { method, params }: RpcRequest): string | null {
  if (headers['mcp-protocol-version'] !== modernRevision) return 'MCP-Protocol-Version does not match the body';
  if (headers['mcp-method'] !== method) return 'Mcp-Method is missing or does not match the body';
  const member = named[method];
  if (member === undefined || decoded(headers['mcp-name']) === params[member]) return null;
  return 'Mcp-Name is missing or does not match the body';
}

/** A value outside plain ASCII travels as `=?base64?...?=`. */
function decoded(value: string | string[] | undefined): string | undefined {
  if (typeof value !== 'string') return undefined;
  const encoded = /^=\?base64\?([A-Za-z0-9+/]*={0,2})\?=$/.exec(value)?.[1];
  return encoded === undefined ? value : Buffer.from(encoded, 'base64').toString('utf8');
}
