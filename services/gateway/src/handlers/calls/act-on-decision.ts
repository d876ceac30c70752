import type { Result } from '@countersign/contracts';
import { decisionFits } from '../../domain/call/decision-fits.js';
import { endedUnsent } from '../../domain/call/ending.js';
import { toldReasons } from '../../domain/call/told-reasons.js';
import type { SignedDecision, ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { endCall } from './end-call.js';
import { executeCall } from './execute-call.js';
import { holdCall } from './hold-call.js';

/** True when policy signed this decision and it is about exactly this call. */
export function isTrusted(parts: CallParts, call: ToolCall, signed: SignedDecision): boolean {
  return parts.signatures.decision(signed) && decisionFits(call, signed.decision, signed.decision.phase);
}

/** Does with an executed call what policy said. */
export async function actOnDecision(
  parts: CallParts,
  call: ToolCall,
  signed: SignedDecision,
): Promise<Result<ToolCall>> {
  const { decision } = signed;
  if (decision.phase !== 'initial' || !isTrusted(parts, call, signed)) {
    return endCall(parts, call, endedUnsent('failed', 'decision_mismatch', 'The decision is not one for this call.'));
  }
  const decided = { ...call, decision: signed };
  switch (decision.verdict) {
    case 'deny':
      return endCall(parts, decided, endedUnsent('denied', decision.reasonCode, toldReasons(decision.reasons)));
    case 'hold':
      return holdCall(parts, decided, signed);
    case 'allow':
      return executeCall(parts, decided, { decision: signed });
  }
}
