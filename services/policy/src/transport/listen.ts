import { parseEventSubject, type EventType } from '@countersign/contracts';
import type { Bus, ReceivedEvent } from '@countersign/messaging';
import { decideProposedModelCall } from '../handlers/decide-proposed-model-call.js';
import { decideProposedToolCall } from '../handlers/decide-proposed-tool-call.js';
import type { DecideParts } from '../handlers/ports.js';
import { followToolChanges, noteToolChange, type FollowChangesParts } from '../handlers/tools/follow-tool-changes.js';
import { decideOnce } from './decide-once.js';
import { DecidedCalls } from './decided-calls.js';

/** Wires the two deliveries of proposed calls, what other replicas decided, and new revisions. */
export function listen(bus: Bus, parts: DecideParts, follow: () => Promise<void>, tools?: FollowChangesParts): void {
  const decided = new DecidedCalls();
  const tool = decideProposedToolCall(parts);
  const model = decideProposedModelCall(parts);
  const decide = (event: ReceivedEvent) => (event.leaf.type === 'ModelCallProposed' ? model(event) : tool(event));
  const { fast, recovering } = decideOnce(decided, decide, () => parts.clock.now());
  bus.subscribeCore({ types: ['ToolCallProposed', 'ModelCallProposed'], queue: 'policy', handle: fast });
  bus.watchSubjects(['ToolCallDecided', 'ModelCallDecided'], (id) => decided.add(id));
  // A hint only: a large revision need not be parsed for it, and the look of every second tells what failed.
  bus.watchSubjects(['GovernancePublished'], () => void follow().catch(() => undefined));
  const note = tools && noteToolChange(tools);
  if (tools && note) {
    bus.subscribeCore({ types: ['ToolDefinitionChanged'], handle: note });
    bus.subscribeCore({ types: ['ToolDefinitionReapproved'], handle: followToolChanges(tools) });
  }
  bus.consume({
    consumer: 'policy',
    skip: (subject) => is(subject, 'GovernancePublished') || (!isToolChange(subject) && decided.hasSubject(subject)),
    handle: async (event) => (event.leaf.type === 'ToolDefinitionChanged' ? note?.(event) : recovering(event)),
    maxInFlight: 512,
    onlyRecovers: true,
  });
}

/** Its subject is the call before which it showed, and that one has been decided. */
function isToolChange(subject: string): boolean {
  return is(subject, 'ToolDefinitionChanged');
}

function is(subject: string, type: EventType): boolean {
  return parseEventSubject(subject)?.type === type;
}
