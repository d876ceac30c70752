import { sha256 } from '@countersign/evidence';
import type { CandidateEvent } from './candidate.js';
import { ownLeaf } from './own-leaf.js';
import { eventKey } from './planned-leaf.js';

/** Same source and id, other bytes: the first stays, the refused one is named by its leaf hash and never lost in silence. */
export function conflictLeaf(refused: CandidateEvent, keptHash: Buffer, recordedAt: string): CandidateEvent {
  const about = `${eventKey(refused)}\n${refused.hash.toString('hex')}`;
  const fact = {
    type: 'EventConflict' as const,
    tenant: refused.tenant,
    id: `cnf_${sha256(Buffer.from(about)).toString('hex', 0, 16)}`,
    subject: refused.subject,
    data: {
      conflictingSource: refused.source,
      conflictingId: refused.id,
      keptLeafDigest: `sha256:${keptHash.toString('hex')}`,
      refusedLeafDigest: `sha256:${refused.hash.toString('hex')}`,
    },
  };
  return ownLeaf(fact, recordedAt);
}
