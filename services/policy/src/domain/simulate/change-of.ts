import type { Verdict } from '@countersign/contracts';
import type { ToolCallOutcome } from '../decide/decide-tool-call.js';

export interface Change {
  callId: string;
  agent: string;
  tool: string;
  before: Verdict;
  after: Verdict;
  reasonCode: string;
  rule: { policy: string; name: string } | null;
  /** The call does more than read, or that could not be proven. */
  changesState: boolean;
}

interface Before {
  callId: string;
  agent: string;
  tool: string;
  verdict: Verdict;
}

/** What a candidate says of a call that policy decided otherwise. */
export function changeOf({ callId, agent, tool, verdict: before }: Before, outcome: ToolCallOutcome): Change {
  const { verdict: after, reasonCode, rule, proven, effects } = outcome;
  const changesState = !proven || effects.some(({ kind }) => kind !== 'read');
  return { callId, agent, tool, before, after, reasonCode, rule, changesState };
}
