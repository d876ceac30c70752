import { afterEach, describe, expect, it } from '@jest/globals';
import type { AddressInfo } from 'node:net';
import { bindToKey } from '../../src/domain/mcp/key-bound-token.js';
import { appOn, bearer } from '../parts/app.js';
import { httpTool, registryOf } from '../parts/governance.js';
import { mcpClient, modernMeta } from '../parts/mcp-client.js';
import { World } from '../parts/world.js';

let close = async (): Promise<unknown> => undefined;
afterEach(() => close());

const [logs, other] = [httpTool('logs.read'), httpTool('logs.write')];
const revision = (letter: string) => `sha256:${letter.repeat(64)}`;
const events = { ...bearer, accept: 'application/json, text/event-stream' };

/** A gateway on a port of its own, whose registry a spec changes. */
async function gateway() {
  const world = new World('allow', [logs, other]);
  const { http, app } = await appOn(world);
  await http.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}/mcp`;
  const ends = new AbortController();
  close = async () => {
    ends.abort();
    http.server.closeAllConnections();
    await app.close();
  };
  const publish = async (letter: string, tools: (typeof logs)[]) => {
    const names = tools.map(({ name }) => name);
    world.rpc.on('rpc.policy.getRegistry', () => ({ ...registryOf(tools, []), revision: revision(letter) }));
    world.rpc.on('rpc.policy.getToolsInReach', () => ({ revision: revision(letter), tools: names }));
    world.parts.registry.changed('acme');
  };
  await publish('1', [logs]);
  const listen = async (init: RequestInit) => {
    const answer = await fetch(url, { ...init, signal: ends.signal });
    return { answer, next: nextMessage(answer) };
  };
  return { world, url, publish, listen, client: mcpClient(http) };
}

/** Reads one message after the other of a stream of events; null at its end. */
function nextMessage(answer: Response): () => Promise<Record<string, unknown> | null> {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return async () => {
    for (;;) {
      const data = /^data: (.*)\n\n/m.exec(text);
      if (data) {
        text = text.slice(data.index + data[0].length);
        return JSON.parse(data[1] as string) as Record<string, unknown>;
      }
      const part = await reader?.read();
      if (!part || part.done) return null;
      text += part.value;
    }
  };
}

const changed = 'notifications/tools/list_changed';

describe('a client of an older revision that listens', () => {
  it('hears that its tools have changed, and of nothing that leaves them as they are', async () => {
    const { client, listen, publish } = await gateway();
    const { answer, session } = await client.initialize();
    expect(answer.body.result?.capabilities).toMatchObject({ tools: { listChanged: true } });
    const stream = await listen({ headers: { ...events, ...session } });
    expect(stream.answer.headers.get('content-type')).toMatch(/^text\/event-stream/);
    await publish('2', [logs]);
    await publish('3', [logs, other]);
    expect(await stream.next()).toMatchObject({ method: changed });
    await publish('4', [logs]);
    expect(await stream.next()).toMatchObject({ method: changed });
  });

  it.each([
    [
      'in a session that is not its own',
      404,
      bindToKey('another-key', 'session', { r: '2025-11-25', l: true, n: 'x' }),
    ],
    ['in none that anybody began', 404, 'made-up'],
  ])('is refused %s', async (_, status, session) => {
    const { listen } = await gateway();
    const { answer } = await listen({ headers: { ...events, 'mcp-session-id': session } });
    expect(answer.status).toBe(status);
  });

  it('is told that there is no stream where it takes none, or asks in the current revision', async () => {
    const { listen } = await gateway();
    const { authorization } = bearer;
    for (const headers of [{ authorization }, { ...events, 'mcp-protocol-version': '2026-07-28' }]) {
      expect((await listen({ headers })).answer.status).toBe(405);
    }
  });
});

describe('a client of the current revision that listens', () => {
  const ask = (notifications: object) => ({
    method: 'POST',
    headers: { ...events, 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'subscriptions/listen' },
    body: JSON.stringify({
      ...{ jsonrpc: '2.0', id: 'listen:0', method: 'subscriptions/listen' },
      params: { _meta: modernMeta(), notifications },
    }),
  });
  const _meta = { 'io.modelcontextprotocol/subscriptionId': 'listen:0' };

  it('is told what it will hear of, and then hears of that', async () => {
    const { listen, publish } = await gateway();
    const { next } = await listen(ask({ toolsListChanged: true, promptsListChanged: true }));
    const acknowledged = { method: 'notifications/subscriptions/acknowledged' };
    expect(await next()).toMatchObject({
      ...acknowledged,
      params: { notifications: { toolsListChanged: true }, _meta },
    });
    await publish('2', [logs, other]);
    expect(await next()).toMatchObject({ method: changed, params: { _meta } });
  });

  it('is told at once that there is nothing of what it asked for', async () => {
    const { listen } = await gateway();
    const { next } = await listen(ask({ promptsListChanged: true }));
    expect(await next()).toMatchObject({ params: { notifications: {} } });
    expect(await next()).toMatchObject({ id: 'listen:0', result: { resultType: 'complete', _meta } });
  });
});
