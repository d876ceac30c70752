import { getRegistry } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import type { Msg, MsgCallback, NatsConnection } from '@nats-io/transport-node';
import { RpcClient } from './rpc-client.js';

const answer = { ok: true, value: { changed: false } };
const said = (body: string) => ({ json: () => JSON.parse(body) as unknown });
const nobody = { headers: { code: 503 }, json: () => JSON.parse('') as unknown };

/** A bus that replies to each request with the next of these; to the rest it says nothing. */
function busOf(...replies: object[]) {
  const bus = { subscribed: [] as string[], asked: 0 };
  let deliver: MsgCallback<Msg> = () => undefined;
  const connection = {
    isClosed: () => false,
    subscribe: (subject: string, { callback }: { callback: MsgCallback<Msg> }) => {
      bus.subscribed.push(subject);
      deliver = callback;
      return {};
    },
    publish: (_subject: string, _body: string, { reply }: { reply: string }) => {
      const message = replies[bus.asked++];
      if (message) queueMicrotask(() => void deliver(null, { ...message, subject: reply } as unknown as Msg));
    },
  };
  return { bus, client: new RpcClient(connection as unknown as NatsConnection, 'gateway') };
}

/** Generous where an answer comes, short where the time is to run out. */
const ask = (client: RpcClient, timeoutMs = 20_000) => client.call(getRegistry, { tenant: 'demo' }, timeoutMs);

describe('asking another service', () => {
  it('gives its answer', async () => {
    expect(await ask(busOf(said(JSON.stringify(answer))).client)).toEqual(answer);
  });

  it('asks again while nobody is there to take the question, as when a service is just being restarted', async () => {
    const { bus, client } = busOf(nobody, nobody, said(JSON.stringify(answer)));
    expect(await ask(client)).toEqual(answer);
    expect(bus.asked).toBe(3);
  });

  it('refuses when nobody was there until the time was up', async () => {
    const { client } = busOf(...Array.from({ length: 20 }, () => nobody));
    expect(await ask(client, 400)).toMatchObject({ ok: false, refusal: { reasonCode: 'service_unavailable' } });
  });

  it('never asks twice what may have been taken', async () => {
    const { bus, client } = busOf();
    expect(await ask(client, 400)).toMatchObject({ ok: false, refusal: { reasonCode: 'service_unavailable' } });
    expect(bus.asked).toBe(1);
  });

  it('refuses an answer that is no JSON, without throwing into the client that reads the bus', async () => {
    expect(await ask(busOf(said('hello')).client)).toMatchObject({ refusal: { reasonCode: 'reply_malformed' } });
  });

  it('listens for replies only once something is asked', async () => {
    const { bus, client } = busOf(said(JSON.stringify(answer)));
    expect(bus.subscribed).toEqual([]);
    await ask(client);
    await ask(client, 400);
    expect(bus.subscribed).toHaveLength(1);
  });
});
