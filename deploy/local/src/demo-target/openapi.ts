const text = { type: 'string' } as const;
const error = { description: 'Refused', content: { 'application/problem+json': { schema: { type: 'object' } } } };
const bearer = (scope: string) => [{ lease: [scope] }];
const json = (schema: object) => ({ 'application/json': { schema } });

/** What the target says about itself. Its connectors in governance name these operations. */
export function openApiDocument(url: string) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Demo target',
      version: '1.0.0',
      description: 'Logs, pull requests and security groups, for trying things out.',
    },
    servers: [{ url }],
    components: { securitySchemes: { lease: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths: {
      '/logs': { get: readLogs },
      '/repos/{owner}/{repo}/pulls': { post: openPullRequest },
      '/security-groups/{id}/rules': { post: writeSecurityGroupRule },
    },
  };
}

const readLogs = {
  operationId: 'readLogs',
  summary: 'The last lines that a service logged',
  security: bearer('logs:read'),
  parameters: [
    { name: 'service', in: 'query', required: true, schema: { ...text, pattern: '^[a-z0-9-]{1,63}$' } },
    { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } },
  ],
  responses: {
    200: { description: 'Log lines, oldest first', content: json({ type: 'object' }) },
    400: error,
    401: error,
    403: error,
  },
};

const openPullRequest = {
  operationId: 'openPullRequest',
  summary: 'Open a pull request',
  security: bearer('pulls:write'),
  parameters: [
    { name: 'owner', in: 'path', required: true, schema: text },
    { name: 'repo', in: 'path', required: true, schema: text },
  ],
  requestBody: {
    required: true,
    content: json({
      type: 'object',
      additionalProperties: false,
      required: ['title', 'head', 'base'],
      properties: { title: text, head: text, base: text, body: text },
    }),
  },
  responses: { 201: { description: 'Opened', content: json({ type: 'object' }) }, 400: error, 401: error, 403: error },
};

const writeSecurityGroupRule = {
  operationId: 'writeSecurityGroupRule',
  summary: 'Let traffic through a security group',
  security: bearer('security-groups:write'),
  parameters: [{ name: 'id', in: 'path', required: true, schema: text }],
  requestBody: {
    required: true,
    content: json({
      type: 'object',
      additionalProperties: false,
      required: ['protocol', 'port', 'cidr'],
      properties: {
        protocol: { enum: ['tcp', 'udp'] },
        port: { type: 'integer', minimum: 1, maximum: 65535 },
        cidr: text,
        description: text,
      },
    }),
  },
  responses: { 201: { description: 'Written', content: json({ type: 'object' }) }, 400: error, 401: error, 403: error },
};
