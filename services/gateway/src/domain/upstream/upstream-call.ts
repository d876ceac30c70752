import type { JsonObject } from '../wire/seam/json-object.js';

/** One call of a tool on an MCP server. */
export interface McpCall {
  kind: 'mcp';
  url: string;
  /** The tool's name on that server. */
  tool: string;
  /** Digest of the definition that was approved. */
  pinnedDigest: string;
  arguments: JsonObject;
  timeoutMs: number;
  maxResponseBytes: number;
}

/** One statement that only reads, on a Postgres database. */
export interface PostgresQuery {
  kind: 'postgres';
  host: string;
  port: number;
  database: string;
  /** The database role, which is what the credential is good for. */
  user: string;
  statement: string;
  searchPath: string;
  tls: 'require' | 'disable';
  maxRows: number;
  timeoutMs: number;
  maxResponseBytes: number;
}

/** What an executed call sends elsewhere than to a plain HTTP target. */
export type UpstreamCall = McpCall | PostgresQuery;

/** What goes with a call but is no part of the action. */
export interface UpstreamContext {
  callId: string;
  traceparent: string;
  /** The leased credential; empty when the tool has none. Used once, never kept. */
  credential: string;
}
