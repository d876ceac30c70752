import { parseEventMessage } from '@countersign/messaging';
import { leafHash } from '@countersign/evidence';
import type { Candidate, CandidatePayload, StreamMessage } from '../domain/candidate.js';

type ParsedEvent = Extract<ReturnType<typeof parseEventMessage>, { ok: true }>['value'];

/** The media type is taken from the leaf, where it is under the hash, and not from beside the payload. */
function payloadsOf({ leaf, payloads }: ParsedEvent): CandidatePayload[] {
  return (leaf.payloads ?? []).flatMap(({ name, mediaType }) => {
    const payload = payloads[name];
    if (!payload) return [];
    return [{ name, mediaType, salt: Buffer.from(payload.salt, 'base64'), body: Buffer.from(payload.body, 'base64') }];
  });
}

/** Reads a message once, on arrival: what follows works on what it says and on its exact bytes. */
export function readCandidate(message: StreamMessage): Candidate {
  const parsed = parseEventMessage(message.subject, message.data);
  if (!parsed.ok) return { message, valid: false, refusal: parsed.refusal };
  const { leaf, leafBytes } = parsed.value;
  const { tenant, type, source, id, subject, run = null, time } = leaf;
  const event = {
    tenant,
    type,
    source,
    id,
    subject,
    run,
    time,
    bytes: leafBytes,
    hash: leafHash(leafBytes),
    payloads: payloadsOf(parsed.value),
  };
  return { message, valid: true, event };
}
