import { hasCallStarted } from '@countersign/contracts';
import type { RpcPort } from '@countersign/messaging';

/** Asks the sealed record, not the gateway, whether a call has started; null when audit does not answer. */
export function startedOnRecord(rpc: RpcPort) {
  return async (tenant: string, callId: string): Promise<boolean | null> => {
    const answer = await rpc.call(hasCallStarted, { tenant, callId });
    return answer.ok ? answer.value.started : null;
  };
}
