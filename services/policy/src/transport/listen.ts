import type { Bus, ReceivedEvent } from '@countersign/messaging';
import { decideProposedModelCall } from '../handlers/decide-proposed-model-call.js';
import { decideProposedToolCall } from '../handlers/decide-proposed-tool-call.js';
import type { DecideParts } from '../handlers/ports.js';
import { decideOnce } from './decide-once.js';
import { DecidedCalls } from './decided-calls.js';

/** Wires the two deliveries of proposed calls, what other replicas decided, and new revisions. */
export function listen(bus: Bus, parts: DecideParts, follow: () => Promise<void>): void {
  const decided = new DecidedCalls();
  const tool = decideProposedToolCall(parts);
  const model = decideProposedModelCall(parts);
  const decide = (event: ReceivedEvent) => (event.leaf.type === 'ModelCallProposed' ? model(event) : tool(event));
  const { fast, recovering } = decideOnce(decided, decide, () => parts.clock.now());
  bus.subscribeCore({ types: ['ToolCallProposed', 'ModelCallProposed'], queue: 'policy', handle: fast });
  bus.watchSubjects(['ToolCallDecided', 'ModelCallDecided'], (id) => decided.add(id));
  bus.subscribeCore({ types: ['GovernancePublished'], handle: follow });
  bus.consume({
    consumer: 'policy',
    skip: (subject) => decided.hasSubject(subject),
    handle: recovering,
    maxInFlight: 512,
    onlyRecovers: true,
  });
}
