import { instantOf } from '@countersign/chassis';
import { toolDefinitionChanged } from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import type { Decision } from '@countersign/contracts';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { RegisteredTool } from '../../domain/registry/registry-snapshot.js';
import type { CallParts } from '../call-parts.js';
import { callEnvelope } from '../events/call-envelope.js';
import type { Suspension } from '../ports/upstreams.js';

interface Change {
  pinnedDigest: string;
  foundDigest: string | null;
}

/** Puts on the record that a tool is no longer what was approved; from now on its calls are refused. */
export async function noteChangedDefinition(
  parts: CallParts,
  call: ToolCall,
  { decision, pinnedDigest, foundDigest }: Change & { decision: Decision },
): Promise<void> {
  const { toolDefinitionDigest } = decision;
  if (toolDefinitionDigest === null) throw new Error(`call ${call.id} was decided without a tool`);
  const event = prepareEvent(toolDefinitionChanged, {
    ...callEnvelope(call, parts.clock.now()),
    id: `changed_${call.id}`,
    data: { callId: call.id, tool: call.tool, toolDefinitionDigest, pinnedDigest, foundDigest },
  });
  const { tenant, tool } = call;
  await suspend(parts, { tenant, tool, toolDefinitionDigest, foundDigest }, event);
}

/** The same, found without any call. */
export async function noteChangedListing(
  parts: Pick<CallParts, 'suspensions' | 'outbox' | 'report' | 'clock' | 'ids'>,
  { tenant, tool: { document, definitionDigest } }: { tenant: string; tool: RegisteredTool },
  { pinnedDigest, foundDigest }: Change,
): Promise<void> {
  const id = parts.ids.next('changed');
  const found = { tool: document.name, toolDefinitionDigest: definitionDigest, foundDigest };
  const event = prepareEvent(toolDefinitionChanged, {
    ...{ id, tenant, subject: id, time: instantOf(parts.clock.now()) },
    actor: { kind: 'service', id: 'gateway' },
    data: { callId: null, ...found, pinnedDigest },
  });
  await suspend(parts, { tenant, ...found }, event);
}

/** Whoever is first to find it tells it. */
async function suspend(
  { suspensions, outbox, report }: Pick<CallParts, 'suspensions' | 'outbox' | 'report'>,
  suspension: Suspension,
  event: PreparedEvent,
): Promise<void> {
  if (!(await suspensions?.suspend(suspension, event))) return;
  await outbox.publish(event).catch((error: unknown) => report(error, { part: 'tell a changed definition' }));
}
