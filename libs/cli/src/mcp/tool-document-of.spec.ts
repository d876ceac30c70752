import { describe, expect, it } from '@jest/globals';
import { toolDocumentSchema } from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';
import { toolDocumentOf } from './tool-document-of.js';

const origin = { url: 'https://mcp.example/mcp', prefix: 'tickets' };
const tool = {
  name: 'createTicket',
  description: 'Creates a ticket.',
  inputSchema: { type: 'object', properties: { title: { type: 'string' } } },
};

describe('a tool of an MCP server, imported', () => {
  it('is a proposed tool that is pinned to what the server says of it', () => {
    const imported = toolDocumentOf(tool, origin);
    const document = 'document' in imported ? toolDocumentSchema.parse(imported.document) : undefined;
    expect(document).toMatchObject({
      ...{ name: 'tickets.createticket', status: 'proposed', effects: [{ kind: 'unknown' }] },
      connector: { kind: 'mcp', tool: 'createTicket', definitionDigest: digestOfJson(tool) },
      inputSchema: { additionalProperties: false },
    });
  });

  it.each([
    ['hidden text in its description', { description: 'Creates a ticket.\u{e0041}' }],
    [
      'hidden text in its schema',
      { inputSchema: { type: 'object', properties: { title: { description: 'a\u200bb' } } } },
    ],
    ['no schema for an object', { inputSchema: { type: 'string' } }],
  ])('is left out with %s', (_, change) => {
    expect(toolDocumentOf({ ...tool, ...change }, origin)).toEqual({
      name: 'tickets.createticket',
      problem: expect.any(String),
    });
  });
});
