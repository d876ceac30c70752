import { rpcSubject, type Result, type RpcDefinition } from '@countersign/contracts';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { z } from 'zod';
import { isLong, isPacked, packedBody, unpackedJson } from './rpc-body.js';

export type RpcHandler<Req extends z.ZodType, Res extends z.ZodType> = (
  request: z.output<Req>,
) => Promise<Result<z.input<Res>>>;

/** One entry of a service's route list: what it answers and who answers it. */
export interface RpcRoute {
  definition: RpcDefinition;
  handle: (request: unknown) => Promise<Result<unknown>>;
}

export function rpcRoute<Req extends z.ZodType, Res extends z.ZodType>(
  definition: RpcDefinition<Req, Res>,
  handle: RpcHandler<Req, Res>,
): RpcRoute {
  return { definition, handle: (request) => handle(request as z.output<Req>) };
}

export type ReportError = (error: unknown, context: Record<string, string>) => void;

async function parseRequest(route: RpcRoute, message: Msg): Promise<Result<unknown>> {
  try {
    const value: unknown = isPacked(message) ? await unpackedJson(message) : message.json();
    const parsed = route.definition.request.safeParse(value);
    if (parsed.success) return { ok: true, value: parsed.data };
    return { ok: false, refusal: { reasonCode: 'request_malformed', message: describe(parsed.error) } };
  } catch {
    return { ok: false, refusal: { reasonCode: 'request_malformed', message: 'The request is no JSON.' } };
  }
}

function describe(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue
    ? `${issue.path.join('.') || 'request'}: ${issue.message}`
    : 'The request does not have the expected form.';
}

async function answer(route: RpcRoute, message: Msg, report: ReportError): Promise<Result<unknown>> {
  const request = await parseRequest(route, message);
  if (!request.ok) return request;
  try {
    return await route.handle(request.value);
  } catch (error) {
    report(error, { rpc: rpcSubject(route.definition) });
    return {
      ok: false,
      refusal: { reasonCode: 'internal_error', message: 'Something unexpected happened; it was logged.' },
    };
  }
}

const tooLarge: Result<never> = {
  ok: false,
  refusal: { reasonCode: 'reply_too_large', message: 'The answer does not fit into a message of the bus.' },
};

/** Throws, after it has said so to whoever asked, when the answer is too large to be sent. */
async function reply(connection: NatsConnection, { reply: to }: Msg, result: Result<unknown>): Promise<void> {
  if (to === undefined) return;
  const text = JSON.stringify(result);
  const { data, ...packing } = isLong(text) ? await packedBody(text) : { data: text };
  try {
    connection.publish(to, data, packing);
  } catch (error) {
    connection.publish(to, JSON.stringify(tooLarge));
    throw error;
  }
}

/** Serves a service's routes; replicas share the work through one queue group. */
export function serveRpc(connection: NatsConnection, routes: readonly RpcRoute[], report: ReportError): void {
  for (const route of routes) {
    connection.subscribe(rpcSubject(route.definition), {
      queue: route.definition.service,
      callback: (error, message) => {
        if (error) return report(error, { rpc: rpcSubject(route.definition) });
        void answer(route, message, report)
          .then((result) => reply(connection, message, result))
          .catch((failed: unknown) => report(failed, { rpc: rpcSubject(route.definition) }));
      },
    });
  }
}
