import { toolDefinitionChanged } from '@countersign/contracts';
import { prepareEvent } from '@countersign/messaging';
import type { Decision } from '@countersign/contracts';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { callEnvelope } from '../events/call-envelope.js';

interface Change {
  decision: Decision;
  pinnedDigest: string;
  foundDigest: string | null;
}

/** Puts on the record that a tool is no longer what was approved; from now on its calls are refused. */
export async function noteChangedDefinition(parts: CallParts, call: ToolCall, change: Change): Promise<void> {
  const { decision, pinnedDigest, foundDigest } = change;
  const { toolDefinitionDigest } = decision;
  if (toolDefinitionDigest === null) throw new Error(`call ${call.id} was decided without a tool`);
  const event = prepareEvent(toolDefinitionChanged, {
    ...callEnvelope(call, parts.clock.now()),
    id: `changed_${call.id}`,
    data: { callId: call.id, tool: call.tool, toolDefinitionDigest, pinnedDigest, foundDigest },
  });
  const { tenant, tool } = call;
  if (!(await parts.suspensions?.suspend({ tenant, tool, toolDefinitionDigest, foundDigest }, event))) return;
  await parts.outbox
    .publish(event)
    .catch((error: unknown) => parts.report(error, { part: 'tell a changed definition' }));
}
