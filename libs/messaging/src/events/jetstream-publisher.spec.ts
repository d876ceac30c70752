import { describe, expect, it } from '@jest/globals';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { JetStreamPublisher } from './jetstream-publisher.js';

interface Sent {
  subject: string;
  options: { reply: string; headers: { get(name: string): string } };
}

/** A connection that keeps what is sent, and on which a stream can answer. */
function given(timeoutMs?: number) {
  const sent: Sent[] = [];
  let hear: (error: null, message: Msg) => void = () => undefined;
  const connection = {
    options: { inboxPrefix: '_INBOX_gateway' },
    subscribe: (_: string, options: { callback: typeof hear }) => (hear = options.callback),
    publish: (subject: string, _: Uint8Array, options: Sent['options']) => sent.push({ subject, options }),
  };
  const answer = (reply: string, body: object | null) => {
    const data = Buffer.from(body === null ? '' : JSON.stringify(body));
    hear(null, { subject: reply, data, json: () => JSON.parse(data.toString()) as unknown } as unknown as Msg);
  };
  const publisher = new JetStreamPublisher(connection as unknown as NatsConnection, timeoutMs);
  return { publisher, sent, answer, connection };
}

const event = { id: 'e', tenant: 'acme', type: 'T', subject: 'evt.a', messageId: 'acme:T:e', body: Buffer.from('{}') };

describe('JetStreamPublisher', () => {
  it('tells where the stream put the event, whatever the order of the answers', async () => {
    const { publisher, sent, answer } = given();
    const published = [publisher.publish(event), publisher.publish(event)];
    answer(sent[1]?.options.reply ?? '', { stream: 'EVENTS', seq: 8, duplicate: true });
    answer(sent[0]?.options.reply ?? '', { stream: 'EVENTS', seq: 7 });
    expect(await Promise.all(published)).toEqual([
      { sequence: 7, duplicate: false },
      { sequence: 8, duplicate: true },
    ]);
  });

  it('says which event it is and which stream it is for, and hears answers in its own inbox only', async () => {
    const { publisher, sent, answer } = given();
    const published = publisher.publish(event);
    const [message] = sent;
    expect(message?.options.headers.get('Nats-Msg-Id')).toBe('acme:T:e');
    expect(message?.options.headers.get('Nats-Expected-Stream')).toBe('EVENTS');
    expect(message?.options.reply).toMatch(/^_INBOX_gateway\./);
    answer(message?.options.reply ?? '', { seq: 1 });
    await published;
  });

  it.each([
    ['refuses it', { error: { description: 'maximum messages exceeded' } }, 'maximum messages exceeded'],
    ['is not there', null, 'there is no stream'],
  ])('rejects when the stream %s', async (_, body, message) => {
    const { publisher, sent, answer } = given();
    const published = publisher.publish(event);
    answer(sent[0]?.options.reply ?? '', body);
    await expect(published).rejects.toThrow(message);
  });

  it('rejects when no answer comes in time, and takes a late one for nothing', async () => {
    const { publisher, sent, answer } = given(5);
    await expect(publisher.publish(event)).rejects.toThrow('did not acknowledge within 5 ms');
    answer(sent[0]?.options.reply ?? '', { seq: 1 });
  });

  it('rejects at once when the connection is closed', async () => {
    const { publisher, connection } = given(5);
    connection.publish = () => {
      throw new Error('closed');
    };
    await expect(publisher.publish(event)).rejects.toThrow('closed');
    await new Promise((resolve) => setTimeout(resolve, 10));
  });
});
