import type { Ids } from '@countersign/chassis';
import type { GovernanceDocument, Refused } from '@countersign/contracts';
import { canonicalBytes } from '@countersign/evidence';
import { maxEventBytes, maxPayloadBytes, type PreparedEvent } from '@countersign/messaging';

/** The documents as the payload of an event. */
export function documentsPayload({ ids }: { ids: Ids }, documents: readonly GovernanceDocument[]) {
  const body = canonicalBytes(documents as never);
  return { documents: { body, mediaType: 'application/json', salt: ids.bytes(32) } };
}

type DocumentsPayload = ReturnType<typeof documentsPayload>;

/** What could not be recorded must not be in force: a set of documents travels in one message of the bus, packed. */
export function refusalOfSize({ body }: PreparedEvent, { documents }: DocumentsPayload): Refused | null {
  const bytes = documents.body.byteLength;
  if (body.byteLength <= maxEventBytes && bytes <= maxPayloadBytes) return null;
  return {
    ok: false,
    refusal: {
      reasonCode: 'governance_too_large',
      message:
        `These documents take ${bytes} bytes, ${body.byteLength} packed; at most ${maxPayloadBytes} bytes, ` +
        `${maxEventBytes} packed, can be recorded as one revision.`,
      remedy:
        'Let globs and groups say what is repeated, make one Rego bundle of several, or give part of the agents a tenant of their own.',
    },
  };
}
