import { verify, type KeyObject } from 'node:crypto';
import { bytesOfBase64 } from '../bytes.js';
import { canonicalText } from '../canonical-text.js';
import type { CheckLog } from '../findings.js';
import { objectOf, textOf } from '../json-shape.js';
import type { LeafRow } from '../leaf-row.js';
import type { FailureVerdict } from '../report.js';
import type { Rule } from './rule.js';

interface SignedFact {
  /** The service that signs it. */
  signer: string;
  /** The member of the event that is signed. */
  member: string;
  payloadType: string;
  verdict: FailureVerdict;
}

const SIGNED: Record<string, SignedFact> = {
  ToolCallDecided: {
    signer: 'policy',
    member: 'decision',
    payloadType: 'application/vnd.countersign.decision.v1+json',
    verdict: 'decision_signature_invalid',
  },
  ModelCallDecided: {
    signer: 'policy',
    member: 'decision',
    payloadType: 'application/vnd.countersign.model-decision.v1+json',
    verdict: 'model_decision_signature_invalid',
  },
  ApprovalGranted: {
    signer: 'approvals',
    member: 'grant',
    payloadType: 'application/vnd.countersign.grant.v1+json',
    verdict: 'grant_signature_invalid',
  },
};

/** Every decision and every grant is signed by the service that makes it, under a key that the auditor brings. */
export class SignatureRule implements Rule {
  private checked = 0;

  constructor(
    private readonly keys: ReadonlyMap<string, readonly KeyObject[]>,
    private readonly log: CheckLog,
  ) {}

  see({ index, id, type, data }: LeafRow): void {
    const fact = Object.hasOwn(SIGNED, type) ? SIGNED[type] : undefined;
    const keys = fact && this.keys.get(fact.signer);
    if (fact === undefined || keys === undefined) return;
    this.checked++;
    const signature = bytesOfBase64(textOf(data['signature']) ?? '');
    const signed = encoding(fact.payloadType, canonicalText(objectOf(data[fact.member])));
    if (signature !== undefined && keys.some((key) => verify(null, signed, key, signature))) return;
    this.log.fail(fact.verdict, `the ${fact.member} is not signed by a key of ${fact.signer} that you trust`, {
      index,
      id,
    });
  }

  finish(): void {
    this.log.done('signatures of policy on decisions and of approvals on grants', this.checked);
  }
}

/** DSSE v1.0.2: the signature covers type and payload with their lengths in bytes. */
function encoding(payloadType: string, text: string): Buffer {
  const payload = Buffer.from(text);
  return Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${payload.length} `), payload]);
}
