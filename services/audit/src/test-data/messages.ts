import { toolCallProposed, toolCallStarted } from '@countersign/contracts';
import { canonicalBytes, digestOfBytes, sha256 } from '@countersign/evidence';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import type { StreamMessage } from '../domain/candidate.js';

export interface EventSketch {
  /** Distinguishes events; the same number gives the same id. */
  nth: number;
  tenant?: string;
  /** Changes the bytes and not the id. */
  tool?: string;
  /** Bytes of the arguments. */
  argumentBytes?: number;
}

/** A tool call proposed by an agent, with its arguments beside the leaf. */
export function proposedEvent({
  nth,
  tenant = 'acme',
  tool = 'logs.read',
  argumentBytes = 64,
}: EventSketch): PreparedEvent {
  const body = canonicalBytes({ query: 'x'.repeat(argumentBytes) });
  const callId = `call_${String(nth).padStart(8, '0')}`;
  return prepareEvent(toolCallProposed, {
    id: `evt_${String(nth).padStart(8, '0')}`,
    tenant,
    time: '2026-11-21T10:00:00.000Z',
    actor: { kind: 'agent', id: 'incident-triage' },
    agent: 'incident-triage',
    run: 'run_1',
    subject: callId,
    data: { callId, mode: 'executed', tool, argumentsDigest: digestOfBytes(body), principal: null },
    payloads: { arguments: { body, mediaType: 'application/json', salt: sha256(Buffer.from(callId)) } },
  });
}

export function messageOf(event: PreparedEvent, sequence: number): StreamMessage {
  return { sequence, subject: event.subject, data: event.body };
}

/** Bytes that are no event, on a subject that claims to be one. */
export function poisonMessage(sequence: number, text = 'no event', tenant = 'acme'): StreamMessage {
  return { sequence, subject: `evt.gateway.${tenant}.${toolCallStarted.type}.call_1`, data: Buffer.from(text) };
}
