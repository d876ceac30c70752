import { canonicalBytes } from '../json/canonical-json.js';
import type { BundleDirectory } from './bundle-directory.js';
import type { EvidencePayload, EvidenceSource } from './evidence-source.js';
import { RotatingLines } from './rotating-lines.js';

/** How many commitments of the leaves are opened in the bundle, and how many are not and why. */
export interface PayloadCounts {
  opened: number;
  erased: number;
  withheld: number;
}

/** Writes payloads/: one line for each commitment, opened with its salt or closed with the reason. */
export async function writePayloads(directory: BundleDirectory, source: EvidenceSource): Promise<PayloadCounts> {
  const counts: PayloadCounts = { opened: 0, erased: 0, withheld: 0 };
  const lines = new RotatingLines(directory, 'payloads');
  for await (const payload of source.payloads()) {
    counts['closed' in payload ? payload.closed : 'opened']++;
    await lines.append(payload.index, lineOf(payload));
  }
  await lines.close();
  return counts;
}

function lineOf(payload: EvidencePayload): Buffer {
  if ('closed' in payload) return canonicalBytes(payload);
  const { index, name, salt, bytes } = payload;
  return canonicalBytes({ index, name, salt: base64(salt), bytes: base64(bytes) });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
