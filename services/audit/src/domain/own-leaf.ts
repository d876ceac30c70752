import { eventDefinitionOf } from '@countersign/contracts';
import { canonicalBytes, leafHash } from '@countersign/evidence';
import type { CandidateEvent } from './candidate.js';

interface OwnFact {
  type: 'EventRejected' | 'EventConflict';
  tenant: string;
  /** Derived from what the fact is about, so that sealing it twice is noticed. */
  id: string;
  subject: string;
  data: unknown;
}

/** A leaf that the sealer itself writes into a batch, without the way over the bus. */
export function ownLeaf(fact: OwnFact, recordedAt: string): CandidateEvent {
  const { type, tenant, id, subject, data } = fact;
  const definition = eventDefinitionOf(type);
  const actor = { kind: 'service', id: 'audit' };
  const leaf = definition?.leafSchema.parse({
    v: 1,
    type,
    source: 'audit',
    id,
    tenant,
    time: recordedAt,
    actor,
    subject,
    data,
  });
  const bytes = canonicalBytes(leaf);
  const hash = leafHash(bytes);
  return { tenant, type, source: 'audit', id, subject, run: null, time: recordedAt, bytes, hash, payloads: [] };
}
