import { z } from 'zod';
import { digestSchema } from '../names/names.js';
import { argumentPointerSchema } from './names.js';

const webAddress = z.url({ protocol: /^https?$/ }).max(2048);
const limits = {
  timeoutMs: z.int().min(1).max(600_000).default(30_000),
  maxResponseBytes: z.int().min(1).max(67_108_864).default(1_048_576),
};
const argumentName = z.string().min(1).max(128);
const headerName = z.string().regex(/^[A-Za-z0-9-]{1,64}$/);

/** Says which request one call becomes. Arguments named in neither path, query nor headers become the JSON body. */
export const httpConnectorSchema = z.strictObject({
  kind: z.literal('http'),
  baseUrl: webAddress,
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']),
  /** `{name}` is replaced by the argument of that name, percent-encoded as one path segment. */
  path: z
    .string()
    .regex(/^\/[^\s?#]*$/, 'a path such as /repos/{repository}/pulls')
    .max(1024),
  query: z.array(argumentName).max(64).default([]),
  headers: z.record(headerName, z.string().max(1024)).default({}),
  /** The operation of an OpenAPI document that this request must agree with. */
  openapi: z.strictObject({ document: webAddress, operationId: z.string().min(1).max(256) }).optional(),
  /** What makes the same request a dry run that changes nothing, such as `query: { dryRun: All }`; for the obligation `dryRunFirst`. */
  dryRun: z
    .strictObject({
      query: z.record(z.string().min(1).max(128), z.string().max(256)).optional(),
      headers: z.record(headerName, z.string().max(256)).optional(),
    })
    .refine(({ query, headers }) => Object.keys({ ...query, ...headers }).length > 0, {
      message: 'say query or headers',
    })
    .optional(),
  ...limits,
});
export type HttpConnector = z.infer<typeof httpConnectorSchema>;

export const mcpConnectorSchema = z.strictObject({
  kind: z.literal('mcp'),
  url: webAddress,
  /** The tool's name on the upstream server. */
  tool: z.string().min(1).max(128),
  /** Digest of that tool's definition as it was when it was approved (`countersign mcp import`); it must not change. */
  definitionDigest: digestSchema,
  ...limits,
});
export type McpConnector = z.infer<typeof mcpConnectorSchema>;

export const postgresConnectorSchema = z.strictObject({
  kind: z.literal('postgres'),
  host: z.string().min(1).max(253),
  port: z.int().min(1).max(65_535).default(5432),
  database: z.string().min(1).max(63),
  /** The argument that carries the statement. */
  statement: argumentPointerSchema,
  /** The one schema in which names without a schema are looked up. */
  searchPath: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/)
    .default('public'),
  tls: z.enum(['require', 'disable']).default('require'),
  readOnly: z.boolean().default(true),
  maxRows: z.int().min(1).max(1_000_000).default(1000),
  ...limits,
});
export type PostgresConnector = z.infer<typeof postgresConnectorSchema>;

/** How a tool reaches its target. */
export const connectorSchema = z.discriminatedUnion('kind', [
  httpConnectorSchema,
  mcpConnectorSchema,
  postgresConnectorSchema,
]);
export type Connector = z.infer<typeof connectorSchema>;
