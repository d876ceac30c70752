import { upstreamToolDefinition } from '@countersign/contracts';
import { digestOfJson, type JsonValue } from '@countersign/evidence';

export const upstreamTool = {
  name: 'create_ticket',
  description: 'Creates a ticket.',
  inputSchema: { type: 'object', properties: { title: { type: 'string' } }, required: ['title'] },
};
export const digestOf = (tool: Record<string, unknown>) => digestOfJson(upstreamToolDefinition(tool) as JsonValue);

export const openTool = { name: 'count_tickets', description: 'Counts.', inputSchema: { type: 'object' } };

interface Upstreams {
  url: string;
  databasePort: number;
  definitionDigest: string;
  /** Of a tool that needs no credential. */
  openDigest: string;
}

/** Governance as code, for a tool on an MCP server whose definition was looked at, and a database. */
export const upstreamGovernance = ({ url, databasePort, definitionDigest, openDigest }: Upstreams) => `
kind: Tool
name: tickets.create
status: approved
description: Create a ticket.
inputSchema:
  type: object
  additionalProperties: false
  required: [title]
  properties: { title: { type: string, maxLength: 200 } }
effects:
  - { as: declared, kind: write, target: { type: service, name: tickets } }
connector: { kind: mcp, url: '${url}', tool: create_ticket, definitionDigest: '${definitionDigest}' }
credential: { issuer: jwt, scope: ['tickets:write'] }
---
kind: Tool
name: tickets.count
status: approved
description: Count the tickets.
inputSchema: { type: object, additionalProperties: false, properties: {} }
effects:
  - { as: declared, kind: read, target: { type: service, name: tickets } }
connector: { kind: mcp, url: '${url}', tool: count_tickets, definitionDigest: '${openDigest}' }
---
kind: Policy
name: tickets
agents: [incident-triage]
rules:
  - { name: tickets may be created, tools: ['tickets.*'], verdict: allow }
  - name: orders may be read
    tools: [sql.query]
    when: { effects: { only: [read] }, relations: { in: [public.orders] } }
    verdict: allow
    obligations: { maxRows: 2, redact: [/rows/*/email] }
---
kind: Tool
name: sql.query
status: approved
description: Run one SQL query.
inputSchema:
  type: object
  additionalProperties: false
  required: [sql]
  properties: { sql: { type: string, maxLength: 2000 } }
effects:
  - { as: sql, pointer: /sql }
connector:
  { kind: postgres, host: 127.0.0.1, port: ${databasePort}, database: shop, statement: /sql, tls: disable, timeoutMs: 30000 }
credential: { issuer: secret, scope: [shop_readonly] }
`;
