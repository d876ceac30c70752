import { createInbox, type Msg, type NatsConnection } from '@nats-io/transport-node';
import type { Published } from '../ports/event-publisher.js';

interface Waiting {
  resolve: (published: Published) => void;
  reject: (error: Error) => void;
}

interface Acknowledgement {
  seq?: number;
  duplicate?: boolean;
  error?: { description?: string };
}

/**
 * The stream's acknowledgements of one process, on one subscription. The client library makes a request of each, with
 * two error objects and their stack traces prepared in advance; at thousands of events a second that is what it costs.
 */
export class StreamAcknowledgements {
  private readonly inbox: string;
  private readonly waiting = new Map<string, Waiting>();
  private count = 0;

  constructor(connection: NatsConnection) {
    const { options } = connection as unknown as { options?: { inboxPrefix?: string } };
    this.inbox = createInbox(options?.inboxPrefix);
    connection.subscribe(`${this.inbox}.*`, {
      callback: (error, message) => {
        if (!error) this.settle(message);
      },
    });
  }

  /** Where the stream is to answer, and its answer. Rejects when it refuses or does not answer in time. */
  expect(timeoutMs: number): { reply: string; published: Promise<Published> } {
    const reply = `${this.inbox}.${(++this.count).toString(36)}`;
    const published = new Promise<Published>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.waiting.delete(reply);
        reject(new Error(`the stream did not acknowledge within ${timeoutMs} ms`));
      }, timeoutMs);
      this.waiting.set(reply, {
        resolve: (value) => (clearTimeout(timer), resolve(value)),
        reject: (error) => (clearTimeout(timer), reject(error)),
      });
    });
    return { reply, published };
  }

  private settle(message: Msg): void {
    const waiting = this.waiting.get(message.subject);
    if (!waiting) return;
    this.waiting.delete(message.subject);
    // An empty answer is the server's: nobody listens, so there is no stream.
    const answer = message.data.byteLength === 0 ? {} : message.json<Acknowledgement>();
    const { seq, duplicate = false, error } = answer;
    if (seq !== undefined && !error) return waiting.resolve({ sequence: seq, duplicate });
    waiting.reject(new Error(`the stream refused the event: ${error?.description ?? 'there is no stream'}`));
  }
}
