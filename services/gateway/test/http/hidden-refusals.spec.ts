import { afterEach, describe, expect, it } from '@jest/globals';
import { appOn, bearer } from '../parts/app.js';
import { httpTool, registryOf } from '../parts/governance.js';
import { mcpClient } from '../parts/mcp-client.js';
import { settled } from '../parts/virtual-time.js';
import { World } from '../parts/world.js';

let close = async (): Promise<unknown> => undefined;
afterEach(() => close());

async function gateway(denials: string, verdict: 'allow' | 'deny' = 'allow') {
  const tools = [httpTool('logs.read')];
  const world = new World(verdict, tools);
  const settings = { kind: 'Settings', denials };
  world.rpc.on('rpc.policy.getRegistry', () => ({ ...registryOf(tools, []), settings }));
  const { http, app } = await appOn(world);
  close = () => app.close();
  const call = async (tool: string, values: object) => {
    const body = JSON.stringify({ tool, arguments: values });
    const answer = await http.inject({ method: 'POST', url: '/v1/tool-calls', headers: bearer, body });
    return { status: answer.statusCode, body: answer.json<object>(), headers: Object.keys(answer.headers).sort() };
  };
  return { world, http, call, client: mcpClient(http) };
}

const refusals = [
  ['an unknown tool', 'logs.delete', {}, 'tool_unknown'],
  ['arguments that do not fit', 'logs.read', { nothing: 'like it' }, 'arguments_invalid'],
] as const;

describe('a call that does not come to be, where denials are not explained', () => {
  it.each(refusals)(
    'looks like any denial for %s, and is on the record as what it is',
    async (...[, tool, values, code]) => {
      const { call, client, world } = await gateway('kind-only');
      const { status, body } = await call(tool, values);
      expect([status, body]).toEqual([403, expect.objectContaining({ code: 'policy_denied' })]);
      const overMcp = await client.modern('tools/call', { name: tool, arguments: values });
      expect(overMcp.body.result).toMatchObject({ isError: true });
      for (const told of [body, overMcp.body])
        expect(JSON.stringify(told)).not.toMatch(/logs\.|nothing|unknown|invalid/);
      await settled();
      expect(world.bus.find('RequestRefused').data).toMatchObject({ reasonCode: code });
    },
  );

  it('cannot be told from one that policy denied, on either route', async () => {
    const { call, client, world } = await gateway('kind-only', 'deny');
    const unknown = await call('logs.delete', {});
    const denied = await call('logs.read', { service: 'web' });
    expect(denied).toEqual(unknown);
    const overMcp = async (name: string, values: object) =>
      (await client.modern('tools/call', { name, arguments: values })).body.result;
    expect(await overMcp('logs.read', { service: 'web' })).toEqual(await overMcp('logs.delete', {}));
    await settled();
    const reasons = world.bus.events.flatMap(({ type, data }) => (type === 'ToolCallFailed' ? [data.reasonCode] : []));
    expect(reasons).toEqual(['no_rule_allows', 'no_rule_allows']);
    expect(world.bus.types().filter((type) => type === 'RequestRefused')).toHaveLength(2);
  });

  it.each(refusals)('says why of %s where they are', async (...[, tool, values, code]) => {
    const { call } = await gateway('explain');
    expect((await call(tool, values)).body).toMatchObject({ code });
  });
});

describe('a body that is too long', () => {
  it('is refused with the limit, and with what to do', async () => {
    const { http } = await gateway('explain');
    const body = `"${'x'.repeat(100_001)}"`;
    const answer = await http.inject({ method: 'POST', url: '/v1/chat/completions', headers: bearer, body });
    expect(answer.statusCode).toBe(413);
    expect(answer.json<{ error: { message: string } }>().error.message).toMatch(/100000 bytes.*Send less at once/);
  });
});
