import {
  identifierSchema,
  parseEventSubject,
  systemTenant,
  tenantNameSchema,
  type Refusal,
} from '@countersign/contracts';
import { digestOfBytes, sha256 } from '@countersign/evidence';
import type { CandidateEvent, StreamMessage } from './candidate.js';
import { ownLeaf } from './own-leaf.js';

/** Subjects are free text here: only what prints and fits goes into a leaf. */
const printable = (subject: string) => subject.replace(/[^\x20-\x7e]/g, '?').slice(0, 512);

/**
 * What the record keeps of a message that is no valid event: its digest, in the log of the tenant that its subject
 * names. The id comes from subject and bytes, so the same poison is recorded once however often it is delivered.
 */
export function rejectionLeaf(message: StreamMessage, refusal: Refusal, recordedAt: string): CandidateEvent {
  const claimed = parseEventSubject(message.subject);
  const tenant = tenantNameSchema.safeParse(claimed?.tenant);
  const subject = identifierSchema.safeParse(claimed?.subject);
  const messageDigest = digestOfBytes(message.data);
  const id = `rej_${sha256(Buffer.from(`${message.subject}\n${messageDigest}`)).toString('hex', 0, 16)}`;
  const fact = {
    type: 'EventRejected' as const,
    tenant: tenant.success ? tenant.data : systemTenant,
    id,
    subject: subject.success ? subject.data : id,
    data: {
      claimedSubject: printable(message.subject),
      messageDigest,
      messageBytes: message.data.byteLength,
      reasonCode: refusal.reasonCode,
    },
  };
  return ownLeaf(fact, recordedAt);
}
