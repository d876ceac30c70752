import type { Result, RpcDefinition } from '@countersign/contracts';
import type { z } from 'zod';

/** Asks another service. An unreachable or slow service is a refusal (`service_unavailable`), never an exception. */
export interface RpcPort {
  call<Req extends z.ZodType, Res extends z.ZodType>(
    definition: RpcDefinition<Req, Res>,
    request: z.input<Req>,
    timeoutMs?: number,
  ): Promise<Result<z.output<Res>>>;
}
