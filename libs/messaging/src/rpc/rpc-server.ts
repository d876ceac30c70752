import { rpcSubject, type Result, type RpcDefinition } from '@countersign/contracts';
import type { Msg, NatsConnection } from '@nats-io/transport-node';
import type { z } from 'zod';

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

function parseRequest(route: RpcRoute, message: Msg): Result<unknown> {
  try {
    const parsed = route.definition.request.safeParse(message.json());
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
  const request = parseRequest(route, message);
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

/** Serves a service's routes; replicas share the work through one queue group. */
export function serveRpc(connection: NatsConnection, routes: readonly RpcRoute[], report: ReportError): void {
  for (const route of routes) {
    connection.subscribe(rpcSubject(route.definition), {
      queue: route.definition.service,
      callback: (error, message) => {
        if (error) return report(error, { rpc: rpcSubject(route.definition) });
        void answer(route, message, report).then(
          (result) => message.reply !== undefined && connection.publish(message.reply, JSON.stringify(result)),
        );
      },
    });
  }
}
