import type { FastifyRequest } from 'fastify';
import {
  traitsOfInitialize,
  traitsOfMeta,
  traitsOfSession,
  traitsOfStranger,
  type ClientTraits,
} from '../../domain/mcp/client-traits.js';
import { headerMismatch } from '../../domain/mcp/header-mismatch.js';
import { openBound } from '../../domain/mcp/key-bound-token.js';
import type { RpcRequest } from '../../domain/mcp/message.js';
import { isLegacyRevision, modernRevision, supportedRevisions } from '../../domain/mcp/revisions.js';
import { rpcCode, type RpcError } from '../../domain/mcp/rpc-error.js';
import { isObject, type JsonObject } from '../../domain/wire/seam/json-object.js';

const versionMember = 'io.modelcontextprotocol/protocolVersion';

interface Context {
  agentKey: string;
  /** Random, for a new session. */
  nonce: string;
}

const bad = (code: number, message: string, status = 400): { error: RpcError } => ({
  error: { code, message, status },
});

type Client = { traits: ClientTraits } | { error: RpcError };

/** Who asks, as to what it understands: said with each request in the current revision, by its session in older ones. */
export function clientOf(request: FastifyRequest, rpc: RpcRequest, { agentKey, nonce }: Context): Client {
  const meta = isObject(rpc.params._meta) ? rpc.params._meta : {};
  const said = meta[versionMember] ?? revisionInHeader(request);
  if (rpc.method === 'initialize' && meta[versionMember] === undefined) {
    const traits = traitsOfInitialize(rpc.params, nonce);
    return traits ? { traits } : bad(rpcCode.invalidParams, 'initialize: protocolVersion or capabilities are invalid');
  }
  if (said === undefined || isLegacyRevision(String(said))) return legacyClient(request, agentKey);
  return said === modernRevision ? modernClient(request, rpc, meta) : unsupported(said);
}

function modernClient(request: FastifyRequest, rpc: RpcRequest, meta: JsonObject): Client {
  const mismatch = headerMismatch(request.headers, rpc);
  if (mismatch !== null) return bad(rpcCode.headerMismatch, mismatch);
  const traits = meta[versionMember] === undefined ? null : traitsOfMeta(meta);
  return traits
    ? { traits }
    : bad(rpcCode.invalidParams, '_meta lacks the protocol version or the client capabilities');
}

/** Said by a header alone, a revision counts when it is the current one, or none that is known. */
function revisionInHeader({ headers }: FastifyRequest): string | undefined {
  const header = headers['mcp-protocol-version'];
  if (header === undefined) return undefined;
  return header === modernRevision || !supportedRevisions.includes(String(header)) ? String(header) : undefined;
}

function legacyClient(request: FastifyRequest, agentKey: string): Client {
  const session = request.headers['mcp-session-id'];
  if (session === undefined) {
    const traits = traitsOfStranger(request.headers['mcp-protocol-version'] as string | undefined);
    return traits ? { traits } : bad(rpcCode.invalidRequest, 'MCP-Protocol-Version is none of this server');
  }
  const traits = traitsOfSession(openBound(agentKey, 'session', String(session)));
  // 404 tells a client to begin a new session.
  return traits
    ? { traits }
    : bad(rpcCode.invalidRequest, 'The session is unknown: begin a new one with initialize.', 404);
}

/** The session of a client that listens: null for the current revision, which has no such stream; of the oldest kind there need be none. */
export function listenerSession(request: FastifyRequest, agentKey: string): 'known' | 'unknown' | null {
  if (revisionInHeader(request) !== undefined) return null;
  return 'traits' in legacyClient(request, agentKey) ? 'known' : 'unknown';
}

function unsupported(requested: unknown): { error: RpcError } {
  const data = { supported: [...supportedRevisions], requested: String(requested).slice(0, 64) };
  return { error: { code: rpcCode.unsupportedRevision, message: 'Unsupported protocol version', status: 400, data } };
}
