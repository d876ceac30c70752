import { toolCallProposed } from '@countersign/contracts';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import type { ToolCall } from '../../domain/call/tool-call.js';
import { callEnvelope } from './call-envelope.js';

/** The same bytes whenever it is made, so that a call whose event may not have got out can be proposed again. */
export function proposedEvent(call: ToolCall): PreparedEvent {
  const { id, mode, tool, argumentsDigest, modelCallId, principal } = call;
  return prepareEvent(toolCallProposed, {
    ...callEnvelope(call, call.createdAt),
    id: `proposed_${id}`,
    actor: { kind: 'agent', id: call.agent },
    data: { callId: id, mode, tool, argumentsDigest, principal, ...(modelCallId === null ? {} : { modelCallId }) },
    payloads: {
      arguments: {
        body: Buffer.from(call.argumentsText, 'utf8'),
        mediaType: 'application/json',
        salt: Buffer.from(call.salt, 'base64'),
      },
    },
  });
}
