import { askGuardsApart } from '../../domain/decide/ask-guards-apart.js';
import type { CallContext } from '../../domain/decide/call-context.js';
import type { Decision } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import { decideToolCall, type ToolCallOutcome } from '../../domain/decide/decide-tool-call.js';
import { entryOf } from '../../domain/runs/run-entry.js';
import { decideInRun } from '../decide-in-run.js';
import type { Candidate, ShadowParts } from './shadow-ports.js';

/** What a candidate says about a call that has been decided; it keeps its own view of the run, apart from the one in force. */
export async function decideBeside(
  parts: ShadowParts,
  candidate: Candidate,
  call: { decision: Decision; arguments: JsonValue },
): Promise<ToolCallOutcome> {
  const { tenant, agent, tool, run, callId, principal, decidedAt } = call.decision;
  const circumstances = { nowMs: Date.parse(decidedAt), principal, environment: parts.environment };
  const decide = (more: Partial<CallContext>) => {
    const context = { ...circumstances, ...more };
    const proposed = { agent, tool, arguments: call.arguments };
    return askGuardsApart(candidate.loaded, (loaded) => decideToolCall(loaded, proposed, context));
  };
  if (!candidate.loaded.compiled.agents.get(agent)?.runAware) return decide({});
  const { runs, recallRun, readResults } = parts;
  const own = { runs, recallRun, readResults, awareSince: () => candidate.startedAt };
  const { resultLabels } = candidate.loaded.compiled.settings;
  return decideInRun(
    own,
    { tenant, scope: candidate.shadowId, run, agent, id: callId, resultLabels },
    async (facts) => {
      const value = await decide(facts);
      const entry = entryOf(call.decision);
      // What went through went through, whatever the candidate says; only the labels are its own.
      return { value, entry: entry && { ...entry, labels: value.labels } };
    },
  );
}
