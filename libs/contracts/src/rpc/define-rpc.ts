import type { z } from 'zod';
import type { Service } from '../names/service.js';

/** One request/reply over core NATS: `rpc.<service>.<method>`. Only `callers` may publish it. */
export interface RpcDefinition<Req extends z.ZodType = z.ZodType, Res extends z.ZodType = z.ZodType> {
  service: Service;
  method: string;
  callers: readonly Service[];
  request: Req;
  response: Res;
}

export function defineRpc<Req extends z.ZodType, Res extends z.ZodType>(
  definition: RpcDefinition<Req, Res>,
): RpcDefinition<Req, Res> {
  return definition;
}

export function rpcSubject(definition: { service: Service; method: string }): string {
  return `rpc.${definition.service}.${definition.method}`;
}
