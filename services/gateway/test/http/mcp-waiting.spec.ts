import { afterEach, describe, expect, it } from '@jest/globals';
import { useGrant } from '../../src/handlers/calls/use-grant.js';
import { appOn, bearer } from '../parts/app.js';
import { mcpClient } from '../parts/mcp-client.js';
import { granted } from '../parts/requests.js';
import { settled } from '../parts/virtual-time.js';
import { World } from '../parts/world.js';

let close = async (): Promise<unknown> => undefined;
afterEach(() => close());

async function held() {
  const world = new World('hold');
  const { http, app } = await appOn(world);
  close = () => app.close();
  const answer = await mcpClient(http).legacy('tools/call', { name: 'logs.read', arguments: { service: 'web' } });
  const { id, approval_id } = answer.body.result?.structuredContent as { id: string; approval_id: string };
  const wait = (accept: string, more: object = {}) => {
    const params = { name: 'approval_wait', arguments: { approval_id, timeout_seconds: 60 }, ...more };
    const body = JSON.stringify({ jsonrpc: '2.0', id: 7, method: 'tools/call', params });
    return http.inject({ method: 'POST', url: '/mcp', headers: { ...bearer, accept }, body });
  };
  const approve = async () => {
    await useGrant(world.parts)(granted(world, await world.call(id)));
    await settled();
  };
  return { world, wait, approve };
}

const both = 'application/json, text/event-stream';

/** Lets the request arrive, and then that much time pass. */
async function pass(world: World, milliseconds: number): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await settled();
  await world.time.pass(milliseconds);
}

describe('waiting for people over MCP', () => {
  it('tells progress to a client that asked for it, and ends with the result', async () => {
    const { world, wait, approve } = await held();
    const waiting = wait(both, { _meta: { progressToken: 'p1' } });
    await pass(world, 11_000);
    await approve();
    await world.time.pass(2_000);
    const { headers, body } = await waiting;
    expect(headers['content-type']).toMatch(/^text\/event-stream/);
    const messages = body
      .split('\n')
      .filter((line) => line.startsWith('data: '))
      .map((line) => JSON.parse(line.slice(6)) as { method?: string; params?: { progress: number }; result?: object });
    const told = messages.filter(({ method }) => method === 'notifications/progress');
    expect(told.map(({ params }) => params?.progress)).toEqual([1, 2]);
    expect(messages.at(-1)).toMatchObject({ id: 7, result: { structuredContent: { lines: ['one'] } } });
  });

  it('keeps the connection of any other client alive with comments', async () => {
    const { world, wait, approve } = await held();
    const waiting = wait(both);
    await pass(world, 6_000);
    await approve();
    await world.time.pass(2_000);
    expect((await waiting).body).toMatch(/^: keep-alive\n\n/);
  });

  it('answers a client that takes no stream with one body, and with the call as it stands when the time is up', async () => {
    const { world, wait } = await held();
    const waiting = wait('application/json');
    await pass(world, 61_000);
    const answer = await waiting;
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.json()).toMatchObject({ id: 7, result: { structuredContent: { status: 'pending_approval' } } });
  });
});
