import { afterEach, describe, expect, it } from '@jest/globals';
import type { ToolDocument } from '@countersign/contracts';
import { bindToKey } from '../../src/domain/mcp/key-bound-token.js';
import { appOn, bearer } from '../parts/app.js';
import { httpTool } from '../parts/governance.js';
import { mcpClient } from '../parts/mcp-client.js';
import { settled } from '../parts/virtual-time.js';
import { World } from '../parts/world.js';

let close = async (): Promise<unknown> => undefined;
afterEach(() => close());

async function gateway(verdict: 'allow' | 'hold' | 'deny' = 'allow', tools?: ToolDocument[]) {
  const world = new World(verdict, tools);
  const { http, app } = await appOn(world);
  close = () => app.close();
  return { world, http, client: mcpClient(http) };
}

const call = { name: 'logs.read', arguments: { service: 'web' } };
const namesIn = (result: Record<string, unknown> | undefined) =>
  (result?.tools as { name: string }[]).map(({ name }) => name);

describe('an MCP client of an older revision', () => {
  it('begins a session in its own revision, or in the newest older one when its own is unknown', async () => {
    const { client } = await gateway();
    const { answer } = await client.initialize({}, '2025-06-18');
    expect(answer.body.result).toMatchObject({ protocolVersion: '2025-06-18', capabilities: { tools: {} } });
    const unknown = await client.initialize({}, '2019-01-01');
    expect(unknown.answer.body.result).toMatchObject({ protocolVersion: '2025-11-25' });
  });

  it('calls a tool through the pipeline of all calls and gets the target’s answer', async () => {
    const { world, client } = await gateway();
    const { session } = await client.initialize();
    const { status, body } = await client.legacy('tools/call', call, session);
    expect([status, body.id]).toEqual([200, 'a']);
    expect(body.result).toMatchObject({
      content: [{ type: 'text', text: '{"lines":["one"]}' }],
      structuredContent: { lines: ['one'] },
    });
    expect(body.result?._meta).toMatchObject({ 'countersign/call': { decision_id: expect.stringMatching(/^dec_/) } });
    expect(world.bus.types()).toEqual(['ToolCallProposed', 'ToolCallStarted', 'ToolCallSucceeded']);
  });

  it('makes one call for one idempotency key', async () => {
    const { client, world } = await gateway();
    const once = { ...call, _meta: { 'countersign/idempotency-key': 'deploy-42' } };
    const [first, second] = [await client.legacy('tools/call', once), await client.legacy('tools/call', once)];
    expect(second.body.result?._meta).toEqual(first.body.result?._meta);
    expect(world.sent).toHaveLength(1);
  });

  it('may not use a session that another key began, or that nobody did', async () => {
    const { client } = await gateway();
    const stranger = bindToKey('another-key', 'session', { r: '2025-11-25', l: true, n: 'x' });
    for (const id of [stranger, 'made-up', `${stranger}x`]) {
      const { status, body } = await client.legacy('tools/list', {}, { 'mcp-session-id': id });
      expect([status, body.error?.code]).toEqual([404, -32600]);
    }
  });
});

describe('an MCP client of the current revision', () => {
  it('finds out what the server speaks, and lists and calls tools without any session', async () => {
    const { client } = await gateway();
    const found = await client.modern('server/discover');
    expect(found.body.result).toMatchObject({
      resultType: 'complete',
      supportedVersions: expect.arrayContaining(['2026-07-28', '2025-11-25']),
    });
    const listed = await client.modern('tools/list');
    expect(listed.body.result).toMatchObject({
      resultType: 'complete',
      cacheScope: 'private',
      ttlMs: expect.any(Number),
    });
    const called = await client.modern('tools/call', call);
    expect(called.body.result).toMatchObject({ resultType: 'complete', structuredContent: { lines: ['one'] } });
    expect(called.headers['mcp-session-id']).toBeUndefined();
  });

  it.each([
    ['another method', { 'mcp-method': 'tools/list', 'mcp-name': 'logs.read' }],
    ['another tool', { 'mcp-method': 'tools/call', 'mcp-name': 'logs.write' }],
    ['no tool', { 'mcp-method': 'tools/call' }],
  ])('is refused when its headers name %s than its body', async (_, headers) => {
    const { client, world } = await gateway();
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const { status, body } = await client.post(
      { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { ...call, _meta: meta } },
      { 'mcp-protocol-version': '2026-07-28', ...headers },
    );
    expect([status, body.error?.code]).toEqual([400, -32020]);
    expect(world.sent).toEqual([]);
  });

  it('is told which revisions there are when it asks in another', async () => {
    const { client } = await gateway();
    const { status, body } = await client.post(
      { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} },
      { 'mcp-protocol-version': '2031-01-01' },
    );
    expect([status, body.error?.code]).toEqual([400, -32022]);
    expect(body.error?.data).toMatchObject({ requested: '2031-01-01' });
  });
});

describe('the list of tools', () => {
  it('holds what the agent could get and the two tools of approvals, and nothing else', async () => {
    const { connector: _, ...own } = httpTool('logs.own');
    const tools = [
      httpTool('logs.read'),
      httpTool('logs.proposed', { status: 'proposed' }),
      own,
      httpTool('logs.forbidden'),
    ];
    const { client, world } = await gateway('allow', tools);
    const revision = `sha256:${'1'.repeat(64)}`;
    world.rpc.on('rpc.policy.getToolsInReach', () => ({ revision, tools: ['logs.read', 'logs.proposed', 'logs.own'] }));
    const { body } = await client.modern('tools/list');
    expect(namesIn(body.result)).toEqual(['approval_status', 'approval_wait', 'logs.read']);
  });

  it('is not given when policy cannot say what is in reach', async () => {
    const { client, world } = await gateway();
    world.rpc.refuse('rpc.policy.getToolsInReach', 'service_unavailable');
    expect((await client.modern('tools/list')).body.error?.code).toBe(-32603);
  });

  it('comes in pages', async () => {
    const tools = Array.from({ length: 250 }, (_, at) => httpTool(`logs.read${at}`));
    const { client } = await gateway('allow', tools);
    const first = await client.modern('tools/list');
    const second = await client.modern('tools/list', { cursor: first.body.result?.nextCursor });
    expect(new Set([...namesIn(first.body.result), ...namesIn(second.body.result)]).size).toBe(252);
    expect((await client.modern('tools/list', { cursor: 'x' })).body.error?.code).toBe(-32602);
  });
});

describe('an MCP request that cannot be governed', () => {
  it.each([
    ['no JSON', '{', 400, -32700],
    ['a key twice', '{"jsonrpc":"2.0","id":1,"id":2,"method":"tools/list"}', 400, -32700],
    ['a list of messages', '[{"jsonrpc":"2.0","id":1,"method":"ping"}]', 400, -32600],
    ['another JSON-RPC', '{"id":1,"method":"ping"}', 400, -32600],
    ['an id that is none', '{"jsonrpc":"2.0","id":{},"method":"ping"}', 400, -32600],
    ['a method that is none', '{"jsonrpc":"2.0","id":1,"method":"__proto__"}', 400, -32600],
  ])('%s: is refused before anything, with an event', async (...[, body, status, code]) => {
    const { client, world } = await gateway();
    const answer = await client.post(body);
    expect([answer.status, answer.body.error?.code]).toEqual([status, code]);
    await settled();
    expect(world.bus.types()).toEqual(['RequestRefused']);
  });

  it('of a web page that is not named is refused, and so is one without a key', async () => {
    const { client, http } = await gateway();
    const fromPage = await client.legacy('tools/list', {}, { origin: 'https://evil.example' });
    expect([fromPage.status, fromPage.body.error?.data?.reason_code]).toEqual([403, 'origin_refused']);
    const headers = { 'content-type': 'application/json' };
    const body = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}';
    expect((await http.inject({ method: 'POST', url: '/mcp', headers, body })).statusCode).toBe(401);
    const { authorization } = bearer;
    expect((await http.inject({ method: 'GET', url: '/mcp', headers: { authorization } })).statusCode).toBe(405);
  });

  it.each([
    ['an unknown tool', { name: 'logs.delete', arguments: {} }, 'error'],
    ['arguments that do not fit', { name: 'logs.read', arguments: { other: 1 } }, 'result'],
  ])('for %s is told so, and is on the record', async (_, params, told) => {
    const { client, world } = await gateway();
    const { body } = await client.modern('tools/call', params);
    expect(told === 'error' ? body.error?.code : body.result?.isError).toBe(told === 'error' ? -32602 : true);
    await settled();
    expect(world.bus.types()).toEqual(['RequestRefused']);
    expect(world.sent).toEqual([]);
  });
});
