import type { WithheldOutcome } from '../seam/block-outcome.js';
import { readableName } from './readable-name.js';

interface Denial {
  toolName: string;
  decisionId: string;
  reasonCode: string;
  rule?: string;
  /** Sentences of policy, for people. */
  reasons: readonly string[];
  /** What would pass, or how to ask for access. */
  remedy?: string;
}

/** `explain` says what was denied and why; `kind` says only that something was, so that nothing shows which tools exist. */
type DenialMode = 'explain' | 'kind';

/** What a model reads in place of a denied call: written so that it can continue without the call. */
export function composeDenial(denial: Denial, mode: DenialMode): WithheldOutcome {
  return mode === 'kind' ? kindOnlyDenial(denial.decisionId) : explained(denial);
}

export function kindOnlyDenial(decisionId: string): WithheldOutcome {
  const text = `A tool call was denied by policy and was not run. Decision: ${decisionId}.`;
  return { kind: 'deny', text, machine: { status: 'denied', decisionId } };
}

function explained(denial: Denial): WithheldOutcome {
  const { decisionId, reasonCode, rule, remedy } = denial;
  const lines = [
    `The call to ${readableName(denial.toolName)} was denied by policy and was not run.`,
    `Reason: ${[...denial.reasons.map(trimStop), `code ${reasonCode}`].join('; ')}.`,
    ...(rule === undefined ? [] : [`Rule: ${trimStop(rule)}.`]),
    ...(remedy === undefined ? [] : [`Remedy: ${trimStop(remedy)}.`]),
    `Decision: ${decisionId}.`,
  ];
  const machine = {
    status: 'denied' as const,
    decisionId,
    reasonCode,
    ...(rule === undefined ? {} : { rule }),
    ...(remedy === undefined ? {} : { remedy }),
  };
  return { kind: 'deny', text: lines.join(' '), machine };
}

function trimStop(sentence: string): string {
  return sentence.trim().replace(/\.+$/, '');
}
