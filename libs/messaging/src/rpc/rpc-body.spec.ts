import { defineRpc, type Result } from '@countersign/contracts';
import { describe, expect, it } from '@jest/globals';
import { headers, type Msg, type MsgCallback, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';
import { deflateSync } from 'node:zlib';
import { z } from 'zod';
import { RpcClient } from './rpc-client.js';
import { serveRpc, type RpcRoute } from './rpc-server.js';

const definition = defineRpc({
  service: 'policy',
  method: 'getRegistry',
  callers: ['gateway'],
  request: z.looseObject({}),
  response: z.unknown(),
});

interface Options {
  reply?: string;
  headers?: MsgHdrs;
}

/** A bus of one process, with the limit of a server. */
function loopback(maxPayload = 1_048_576) {
  const sent: number[] = [];
  const reported: unknown[] = [];
  const subscriptions: { prefix: string; callback: MsgCallback<Msg> }[] = [];
  const publish = (subject: string, data: string | Uint8Array, options: Options = {}) => {
    const bytes = Buffer.from(data);
    if (bytes.length > maxPayload) throw new Error('max_payload size exceeded');
    sent.push(bytes.length);
    const json = () => JSON.parse(bytes.toString()) as unknown;
    const message = { subject, data: bytes, json, ...options } as unknown as Msg;
    const to = subscriptions.find(({ prefix }) => subject.startsWith(prefix));
    queueMicrotask(() => void to?.callback(null, message));
  };
  const connection = {
    info: { max_payload: maxPayload },
    isClosed: () => false,
    subscribe: (subject: string, { callback }: { callback: MsgCallback<Msg> }) =>
      subscriptions.push({ prefix: subject.replace(/[*>].*$/, ''), callback }),
    publish,
  } as unknown as NatsConnection;
  const serve = (handle: RpcRoute['handle']) =>
    serveRpc(connection, [{ definition, handle }], (error) => reported.push(error));
  const ask = (request: object) => new RpcClient(connection, 'gateway').call(definition, { ...request }, 100_000);
  const hear = (subject: string, heard: (message: Msg) => void) =>
    void subscriptions.push({ prefix: subject, callback: (_error, message) => heard(message) });
  return { sent, reported, serve, ask, publish, hear };
}

const told = (value: unknown): Promise<Result<unknown>> => Promise.resolve({ ok: true, value });
const long = { tenant: 'demo', text: 'a rule of a policy, '.repeat(200_000) };
const noise = Array.from({ length: 400_000 }, () => Math.random().toString(36).slice(2, 8)).join('');

describe('long requests and answers', () => {
  it('are packed, and come out as they were', async () => {
    const bus = loopback();
    bus.serve(told);
    const answer = await bus.ask(long);
    expect(answer).toEqual({ ok: true, value: long });
    expect(Math.max(...bus.sent)).toBeLessThan(100_000);
  });

  it('that the bus would not take are refused with a reason', async () => {
    const bus = loopback();
    bus.serve(() => told({ tenant: noise }));
    expect(await bus.ask({ tenant: noise })).toMatchObject({ refusal: { reasonCode: 'request_too_large' } });
    expect(await bus.ask({ tenant: 'demo' })).toMatchObject({ refusal: { reasonCode: 'reply_too_large' } });
    expect(bus.reported).toHaveLength(1);
  });

  it('that unpack to more than anybody may say are no requests', async () => {
    const bus = loopback();
    let wasHandled = false;
    bus.serve(() => {
      wasHandled = true;
      return told({});
    });
    const marked = headers();
    marked.set('Countersign-Encoding', 'deflate');
    const replied = new Promise<Msg>((resolve) => {
      const answerTo = 'answer.here';
      const bomb = deflateSync(Buffer.alloc(80 * 1024 * 1024, 0x20));
      bus.hear(answerTo, resolve);
      bus.publish('rpc.policy.getRegistry', bomb, { reply: answerTo, headers: marked });
    });
    expect((await replied).json()).toMatchObject({ refusal: { reasonCode: 'request_malformed' } });
    expect(wasHandled).toBe(false);
  });
});
