import type { Leaf } from '@countersign/contracts';
import type { RecordedCall } from './recorded-call.js';

/** An event of the record, with the payloads that were asked for, parsed. */
export interface RecordedEvent {
  leaf: Leaf;
  payloads: Readonly<Record<string, unknown>>;
}

/** The events that tell a call's story. */
export const recordedCallTypes = [
  'ToolCallProposed',
  'ToolCallDecided',
  'ApprovalGranted',
  'ApprovalRejected',
  'ApprovalExpired',
  'ApprovalCancelled',
];

const endings: Readonly<Record<string, NonNullable<RecordedCall['approval']>>> = {
  ApprovalGranted: 'granted',
  ApprovalRejected: 'rejected',
  ApprovalExpired: 'expired',
  ApprovalCancelled: 'cancelled',
};

/** Puts the calls of a stretch of the record together, whatever the order of the events. */
export function recordedCalls(events: readonly RecordedEvent[]): { calls: RecordedCall[]; skipped: number } {
  const proposed = new Map<string, unknown>();
  const ended = new Map<string, NonNullable<RecordedCall['approval']>>();
  for (const { leaf, payloads } of events) {
    if (leaf.type === 'ToolCallProposed' && 'arguments' in payloads) proposed.set(leaf.subject, payloads['arguments']);
    const ending = endings[leaf.type];
    // An approval carries the id of its call under a prefix of its own.
    if (ending) ended.set(leaf.subject.replace(/^apr_/, 'call_'), ending);
  }
  const decided = events.filter(isFirstDecision);
  const calls = decided.flatMap((event) => {
    const callId = event.leaf.subject;
    if (!proposed.has(callId)) return [];
    return [callOf(event, { arguments: proposed.get(callId), approval: ended.get(callId) })];
  });
  return { calls, skipped: decided.length - calls.length };
}

type Decided = RecordedEvent & { leaf: Extract<Leaf, { type: 'ToolCallDecided' }> };

/** A recheck right before execution is no call of its own. */
function isFirstDecision(event: RecordedEvent): event is Decided {
  return event.leaf.type === 'ToolCallDecided' && event.leaf.data.decision.phase === 'initial';
}

interface Story {
  arguments: unknown;
  approval: RecordedCall['approval'] | undefined;
}

function callOf({ leaf, payloads }: Decided, story: Story): RecordedCall {
  const { callId, run, agent, tool, principal, decidedAt, verdict, reasonCode, rule } = leaf.data.decision;
  return {
    callId,
    run,
    agent,
    tool,
    arguments: story.arguments,
    context: { nowMs: Date.parse(decidedAt), principal, ...circumstances(payloads['input']) },
    verdict,
    reasonCode,
    rule,
    ...(story.approval === undefined ? {} : { approval: story.approval }),
  };
}

/** What the input says about the circumstances; what it leaves out was unknown then, and is unknown now. */
function circumstances(input: unknown): Omit<RecordedCall['context'], 'nowMs' | 'principal'> {
  const { environment, labels, data, history } = (input ?? {}) as Record<string, unknown>;
  return {
    ...(typeof environment === 'string' ? { environment } : {}),
    ...(Array.isArray(labels) ? { labels: labels.map(String) } : {}),
    ...(Array.isArray(data) ? { data: data.map(String) } : {}),
    ...(isCounted(history) ? { counted: history } : {}),
  };
}

function isCounted(history: unknown): history is Record<string, number> {
  const values = typeof history === 'object' && history !== null ? Object.values(history) : [];
  return values.length > 0 && values.every((value) => typeof value === 'number');
}
