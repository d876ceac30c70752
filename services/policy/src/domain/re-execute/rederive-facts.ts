import type { CallContext } from '../decide/call-context.js';
import { decideToolCall } from '../decide/decide-tool-call.js';
import type { LoadedRevision } from '../decide/loaded-revision.js';
import type { PolicyInput } from '../decide/policy-input.js';
import { differences, isSame, type Difference } from './difference.js';
import type { RecordedDecision } from './recorded-decision.js';

/** The facts of an input that follow from the arguments and the moment; the others are circumstances. */
const derivedFacts = ['tool', 'effects', 'arguments', 'clock'] as const;

/** Derives the facts of a tool call again from its arguments, and says where the recorded input has others. */
export function rederiveFacts(
  revision: LoadedRevision,
  recorded: RecordedDecision,
  { input, values }: { input: PolicyInput; values: unknown },
): Difference[] {
  if (recorded.about.kind !== 'tool_call') return [];
  const { agent, about, stated } = recorded;
  const again = decideToolCall(revision, { agent, tool: about.tool, arguments: values }, contextOf(recorded, input));
  const { effects, proven, argumentsDigest } = again;
  const other = derivedFacts.filter((name) => !isSame(Reflect.get(input, name), Reflect.get(again.input, name)));
  const message = `from the arguments other facts follow than the input has: ${other.join(', ')}`;
  return [
    ...differences(stated, { derived: { effects, proven, argumentsDigest } }),
    ...(other.length > 0 ? [{ verdict: 'reexecution_facts_differ' as const, message }] : []),
  ];
}

function contextOf({ decidedAt, principal }: RecordedDecision, input: PolicyInput): CallContext {
  const { environment, labels, data } = input;
  return {
    nowMs: Date.parse(decidedAt),
    principal,
    ...(environment === undefined ? {} : { environment }),
    ...(labels === undefined ? {} : { labels }),
    ...(data === undefined ? {} : { data }),
  };
}
