import type { Refusal } from '@countersign/contracts';

/** A message as the stream holds it. */
export interface StreamMessage {
  sequence: number;
  subject: string;
  data: Uint8Array;
}

export interface CandidatePayload {
  name: string;
  mediaType: string;
  salt: Buffer;
  body: Buffer;
}

/** A valid event, ready to become a leaf. */
export interface CandidateEvent {
  tenant: string;
  type: string;
  source: string;
  id: string;
  subject: string;
  run: string | null;
  time: string;
  /** The exact leaf bytes. */
  bytes: Uint8Array;
  /** Their RFC 6962 leaf hash. */
  hash: Buffer;
  payloads: CandidatePayload[];
}

/** A message that waits to be sealed: as the event it is, or as the rejection it earned. */
export type Candidate = { message: StreamMessage } & (
  { valid: true; event: CandidateEvent } | { valid: false; refusal: Refusal }
);
