import { describe, expect, it } from '@jest/globals';
import { httpTool } from '../../../test/parts/governance.js';
import { registrySnapshot } from '../registry/registry-snapshot.js';
import { listTools } from './tool-listing.js';

function listed(changes: Parameters<typeof httpTool>[1] = {}, tasks = false) {
  const document = httpTool('logs.read', changes);
  const tools = new Map([['logs.read', { definitionDigest: `sha256:${'1'.repeat(64)}`, document }]]);
  const registry = { ...registrySnapshot({ revision: '', tools: [], agents: [], providers: [] }), tools };
  const inReach = new Set(['logs.read']);
  return listTools({ registry, inReach, suspended: () => false, tasks }).find(({ name }) => name === 'logs.read');
}

describe('a governed tool in a listing', () => {
  it('has the name, description and schema that were approved', () => {
    const { description, inputSchema } = httpTool('logs.read');
    expect(listed()).toMatchObject({ name: 'logs.read', description, inputSchema });
  });

  it('says that it only reads when all of it is declared so, and that it can be a task where there are tasks', () => {
    const write = [
      { as: 'declared' as const, kind: 'write' as const, target: { type: 'service' as const, name: 'x' } },
    ];
    expect(listed()?.annotations).toEqual({ readOnlyHint: true });
    expect(listed({ effects: write })?.annotations).toEqual({ readOnlyHint: false });
    expect(listed({}, true)?.execution).toEqual({ taskSupport: 'optional' });
    expect(listed()?.execution).toBeUndefined();
  });

  it('never asks clients to repeat arguments in headers', () => {
    const properties = { region: { type: 'string', 'x-mcp-header': 'Region' } };
    const inputSchema = { type: 'object' as const, properties, additionalProperties: false as const };
    expect(JSON.stringify(listed({ inputSchema }))).not.toContain('x-mcp-header');
  });
});
