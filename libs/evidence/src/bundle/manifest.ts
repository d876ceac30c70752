import { canonicalBytes } from '../json/canonical-json.js';
import { createNoteSigner, type NoteKey } from '../note/note-signer.js';
import type { WrittenFile } from './bundle-directory.js';
import { signDsse } from './dsse.js';
import type { LeafSummary } from './leaf-summary.js';
import type { PayloadCounts } from './write-payloads.js';

export const MANIFEST_PAYLOAD_TYPE = 'application/vnd.in-toto+json';

/** What the exporter states about a bundle, beside the digests of its files. */
export interface EvidencePredicate {
  tenant: string;
  /** The name of the log, as in its checkpoints. */
  origin: string;
  /** Leaves from `from` up to, not including, `to`. */
  range: { from: number; to: number };
  /** What was asked for, in words. */
  filter: string;
  rows: LeafSummary & { payloads: PayloadCounts; proofs: number };
  /** What was left out on purpose and why. */
  redactions: readonly string[];
  /** What is known to be missing on the record itself, such as an outage. */
  knownGaps: readonly string[];
  generator: { name: string; version: string };
  createdAt: string;
}

/**
 * manifest.json: an in-toto Statement over every other file, canonical, in a DSSE envelope. The key is one of its own,
 * never the key of the log: who exports need not be able to sign tree heads.
 */
export function signedManifest(predicate: EvidencePredicate, files: readonly WrittenFile[], key: NoteKey): Buffer {
  const subject = files
    .map(({ path, sha256 }) => ({ name: path, digest: { sha256 } }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const payload = canonicalBytes({
    _type: 'https://in-toto.io/Statement/v1',
    subject,
    predicateType: 'urn:countersign:evidence-bundle:v1',
    predicate,
  });
  const keyid = createNoteSigner(key).vkey.split('+', 2).join('+');
  const sig = signDsse(MANIFEST_PAYLOAD_TYPE, payload, key.privateKey);
  const signatures = [{ keyid, sig }];
  return canonicalBytes({ payload: payload.toString('base64'), payloadType: MANIFEST_PAYLOAD_TYPE, signatures });
}
