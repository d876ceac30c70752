import { rpcSubject, type Refusal, type Result, type RpcDefinition, type Service } from '@countersign/contracts';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import type { RpcPort } from '../ports/rpc-port.js';
import { replySubject, replySubscription } from './rpc-subjects.js';

type Reply = { ok: true; value: unknown } | { ok: false; refusal: Refusal };

const defaultTimeoutMs = 3_000;
const unreachable = (service: string): Reply => ({
  ok: false,
  refusal: {
    reasonCode: 'service_unavailable',
    message: `The ${service} service did not answer.`,
    remedy: 'Try again shortly.',
  },
});

/** Request/reply with one subscription for all replies of this process. */
export class RpcClient implements RpcPort {
  private readonly waiting = new Map<string, (reply: Reply) => void>();

  constructor(
    private readonly connection: NatsConnection,
    private readonly caller: Service,
  ) {
    connection.subscribe(replySubscription(caller), {
      callback: (error, message) => {
        if (!error) this.onReply(message);
      },
    });
  }

  async call<Req extends z.ZodType, Res extends z.ZodType>(
    definition: RpcDefinition<Req, Res>,
    request: z.input<Req>,
    timeoutMs: number = defaultTimeoutMs,
  ): Promise<Result<z.output<Res>>> {
    const reply = await this.exchange(definition, JSON.stringify(request), timeoutMs);
    if (!reply.ok) return reply;
    return { ok: true, value: definition.response.parse(reply.value) };
  }

  private exchange(definition: RpcDefinition, body: string, timeoutMs: number): Promise<Reply> {
    const subject = replySubject({
      caller: this.caller,
      server: definition.service,
      token: randomBytes(16).toString('hex'),
    });
    return new Promise((resolve) => {
      const settle = (reply: Reply) => {
        clearTimeout(timer);
        this.waiting.delete(subject);
        resolve(reply);
      };
      const timer = setTimeout(() => settle(unreachable(definition.service)), timeoutMs);
      this.waiting.set(subject, settle);
      this.connection.publish(rpcSubject(definition), body, { reply: subject });
    });
  }

  private onReply(message: Msg): void {
    this.waiting.get(message.subject)?.(message.json<Reply>());
  }
}
