import { actionDigestInput, type Decision } from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';
import type { ToolCall } from './tool-call.js';

const bound = ['tenant', 'agent', 'run', 'tool', 'argumentsDigest'] as const;

/** True when a decision is about exactly this call. Everything it binds is compared, and its action digest is made anew. */
export function decisionFits(call: ToolCall, decision: Decision, phase: Decision['phase']): boolean {
  return (
    decision.kind === 'tool_call' &&
    decision.phase === phase &&
    decision.callId === call.id &&
    (decision.mode ?? call.mode) === call.mode &&
    bound.every((name) => decision[name] === call[name]) &&
    decision.actionDigest === digestOfJson(actionDigestInput(decision))
  );
}
