import type { WithheldOutcome } from '../seam/block-outcome.js';
import { readableName } from './readable-name.js';

interface Denial {
  toolName: string;
  callId: string;
  /** Absent where policy was not asked. */
  decisionId?: string | undefined;
  reasonCode: string;
  rule?: string;
  /** Sentences of policy, for people. */
  reasons: readonly string[];
  /** What would pass, or how to ask for access. */
  remedy?: string;
}

/**
 * Says only that something was denied, so that nothing shows which tools exist. It names the call, which there always
 * is, and not the decision, which there is only for a call that policy was asked about.
 */
export function kindOnlyDenial(callId: string): WithheldOutcome {
  const text = `A tool call was denied by policy and was not run. Call: ${callId}.`;
  return { kind: 'deny', text, machine: { status: 'denied', call_id: callId } };
}

/** What a model reads in place of a denied call: written so that it can continue without the call. */
export function composeDenial(denial: Denial): WithheldOutcome {
  const { callId, decisionId, reasonCode, rule, remedy } = denial;
  const lines = [
    `The call to ${readableName(denial.toolName)} was denied by policy and was not run.`,
    `Reason: ${[...denial.reasons.map(trimStop), `code ${reasonCode}`].join('; ')}.`,
    ...(rule === undefined ? [] : [`Rule: ${trimStop(rule)}.`]),
    ...(remedy === undefined ? [] : [`Remedy: ${trimStop(remedy)}.`]),
    decisionId === undefined ? `Call: ${callId}.` : `Decision: ${decisionId}.`,
  ];
  const machine = {
    status: 'denied' as const,
    call_id: callId,
    ...(decisionId === undefined ? {} : { decision_id: decisionId }),
    reason_code: reasonCode,
    ...(rule === undefined ? {} : { rule }),
    ...(remedy === undefined ? {} : { remedy }),
  };
  return { kind: 'deny', text: lines.join(' '), machine };
}

function trimStop(sentence: string): string {
  return sentence.trim().replace(/\.+$/, '');
}
