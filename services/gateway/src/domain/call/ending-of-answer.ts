import type { Decision } from '@countersign/contracts';
import type { CustomDetectors } from '@countersign/detectors';
import { lookThroughResult } from '../data/look-through-result.js';
import { redactionPlan } from '../data/redaction-plan.js';
import { readResult } from '../http-target/read-result.js';
import { endedUnsent, type Ending } from './ending.js';
import { onlyReads } from './only-reads.js';
import type { CallOutcome } from './tool-call.js';

/** What came of sending one request to a target. */
export type TargetAnswer =
  | {
      kind: 'answered';
      status: number;
      contentType: string;
      bytes: Uint8Array;
      complete: boolean;
      /** The target said so itself, in a way that its status does not. */
      fault?: { reasonCode: string; message: string };
    }
  /** Nothing was sent: no connection, or an address that may not be reached. */
  | { kind: 'not-sent'; reasonCode: string; message: string; changed?: { foundDigest: string | null } }
  /** Sent, and the answer was lost: nobody knows what the target did. */
  | { kind: 'lost'; reasonCode: string; message: string };

interface Context {
  decision: Decision;
  durationMs: number;
  /** The credential that the request carried; empty when there was none. */
  secret: string;
  /** The tenant's own patterns. */
  detectors?: CustomDetectors;
}

/** How a call ended, from what its target answered. A lost answer is an unknown outcome unless the call could only read. */
export function endingOfAnswer(answer: TargetAnswer, context: Context): Ending {
  if (answer.kind === 'answered') return answered(answer, context);
  if (answer.kind === 'not-sent') return endedUnsent('failed', answer.reasonCode, answer.message);
  const status = onlyReads(context.decision) ? 'failed' : 'unknown';
  const { reasonCode, message } = answer;
  return { status, sent: true, outcome: { reasonCode, message, durationMs: context.durationMs } };
}

function answered(answer: TargetAnswer & { kind: 'answered' }, context: Context): Ending {
  const fault = answer.fault ?? faultOf(answer) ?? null;
  const outcome: CallOutcome = {
    ...(fault ?? { reasonCode: 'succeeded', message: `The target answered ${answer.status}.` }),
    targetStatus: answer.status,
    durationMs: context.durationMs,
    ...(answer.complete ? resultOf(answer, context) : {}),
  };
  return { status: fault ? 'failed' : 'succeeded', sent: true, outcome };
}

function resultOf(
  answer: TargetAnswer & { kind: 'answered' },
  { decision, secret, detectors }: Context,
): Pick<CallOutcome, 'result' | 'data'> {
  const { pointers, categories } = redactionPlan(decision.obligations);
  const read = readResult(answer, { secret, pointers });
  const { contentType } = answer;
  const { result, counts, redacted } = lookThroughResult(read, { detectors, categories, contentType });
  return { result, data: { counts, redacted } };
}

function faultOf(answer: TargetAnswer & { kind: 'answered' }): { reasonCode: string; message: string } | undefined {
  const { status } = answer;
  if (status >= 300 && status < 400) {
    return { reasonCode: 'target_redirected', message: `The target answered ${status}; redirects are not followed.` };
  }
  if (status < 200 || status >= 400) return { reasonCode: 'target_refused', message: `The target answered ${status}.` };
  if (answer.complete) return undefined;
  const message = `The target answered ${status} with more than the tool allows; its effect has happened, the result was dropped.`;
  return { reasonCode: 'result_too_large', message };
}
