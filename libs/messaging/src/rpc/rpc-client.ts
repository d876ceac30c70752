import { rpcSubject, type Refusal, type Result, type RpcDefinition, type Service } from '@countersign/contracts';
import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { RpcPort } from '../ports/rpc-port.js';
import { isLong, isPacked, packedBody, unpackedJson, type RpcBody } from './rpc-body.js';
import { replySubject, replySubscription } from './rpc-subjects.js';

type Reply = { ok: true; value: unknown } | { ok: false; refusal: Refusal };

const defaultTimeoutMs = 3_000;
/** A request that nobody took reached nobody, so it is safe to send it again; a service may just be starting anew. */
const askAgainMs = 100;
const noResponders = 503;
const unreachable = (service: string): Reply => ({
  ok: false,
  refusal: {
    reasonCode: 'service_unavailable',
    message: `The ${service} service did not answer.`,
    remedy: 'Try again shortly.',
  },
});

const malformed: Reply = { ok: false, refusal: { reasonCode: 'reply_malformed', message: 'The answer is no JSON.' } };

/** Must not throw: the client stops reading from the bus when a callback does. */
function readReply(message: Msg): Reply | Promise<Reply> {
  try {
    return isPacked(message) ? unpackedJson<Reply>(message).catch(() => malformed) : message.json<Reply>();
  } catch {
    return malformed;
  }
}

const tooLarge = {
  ok: false as const,
  refusal: { reasonCode: 'request_too_large', message: 'The request does not fit into a message of the bus.' },
};

interface Waiting {
  settle: (reply: Reply) => void;
  ask: () => void;
}

/** Request/reply with one subscription for all replies of this process. */
export class RpcClient implements RpcPort {
  private readonly waiting = new Map<string, Waiting>();
  private replies: Subscription | undefined;

  constructor(
    private readonly connection: NatsConnection,
    private readonly caller: Service,
  ) {}

  async call<Req extends z.ZodType, Res extends z.ZodType>(
    definition: RpcDefinition<Req, Res>,
    request: z.input<Req>,
    timeoutMs: number = defaultTimeoutMs,
  ): Promise<Result<z.output<Res>>> {
    const text = JSON.stringify(request);
    const body = isLong(text) ? await packedBody(text) : { data: text };
    if (body.data.length > (this.connection.info?.max_payload ?? Infinity)) return tooLarge;
    const reply = await this.exchange(definition, body, timeoutMs);
    if (!reply.ok) return reply;
    return { ok: true, value: definition.response.parse(reply.value) };
  }

  private exchange(definition: RpcDefinition, { data, ...packing }: RpcBody, timeoutMs: number): Promise<Reply> {
    const subject = replySubject({
      caller: this.caller,
      server: definition.service,
      token: randomBytes(16).toString('hex'),
    });
    this.listen();
    return new Promise((resolve) => {
      const settle = (reply: Reply) => {
        clearTimeout(timer);
        this.waiting.delete(subject);
        resolve(reply);
      };
      const timer = setTimeout(() => settle(unreachable(definition.service)), timeoutMs);
      const ask = () => this.connection.publish(rpcSubject(definition), data, { reply: subject, ...packing });
      this.waiting.set(subject, { settle, ask });
      ask();
    });
  }

  /** With the first question: a service that asks nobody may not listen either. */
  private listen(): void {
    this.replies ??= this.connection.subscribe(replySubscription(this.caller), {
      callback: (error, message) => {
        if (!error) this.onReply(message);
      },
    });
  }

  private onReply(message: Msg): void {
    const { subject } = message;
    const waiting = this.waiting.get(subject);
    if (!waiting) return;
    if (message.headers?.code !== noResponders) return void this.settle(waiting, message);
    setTimeout(() => {
      if (this.waiting.has(subject) && !this.connection.isClosed()) waiting.ask();
    }, askAgainMs);
  }

  private async settle(waiting: Waiting, message: Msg): Promise<void> {
    waiting.settle(await readReply(message));
  }
}
