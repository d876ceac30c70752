import type { Verdict } from '@countersign/contracts';
import type { CallContext } from '../decide/call-context.js';

/** One call as the record has it: what was asked, in which circumstances, what policy said and what people said. */
export interface RecordedCall {
  callId: string;
  run: string;
  agent: string;
  tool: string;
  arguments: unknown;
  context: Pick<CallContext, 'nowMs' | 'principal' | 'environment' | 'labels' | 'data' | 'counted'>;
  verdict: Verdict;
  reasonCode: string;
  rule: { policy: string; name: string } | null;
  /** How an approval ended; absent when none was asked for or it is still open. */
  approval?: 'granted' | 'rejected' | 'expired' | 'cancelled';
}

/** True when the call went through, so that it counts in the history of its run. */
export function wentThrough({ verdict, approval }: RecordedCall): boolean {
  return verdict === 'allow' || (verdict === 'hold' && approval === 'granted');
}
