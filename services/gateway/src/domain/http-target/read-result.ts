import { canonicalJson, parseStrictJson } from '@countersign/evidence';
import type { CallResult } from '../call/tool-call.js';
import { redactPointers } from './redact-pointers.js';
import { redactSecret } from './redact-secret.js';

interface RawResult {
  bytes: Uint8Array;
  contentType: string;
}

interface Redactions {
  /** The credential that the request carried; empty when there was none. */
  secret: string;
  /** JSON pointers that policy wants hidden. */
  pointers: readonly string[];
}

/**
 * What the agent may see of an answer: JSON where it is JSON, else text, without the credential and without what
 * policy hides. Where policy hides parts of something that is no JSON, everything is hidden.
 */
export function readResult(raw: RawResult, redactions: Redactions): CallResult {
  const json = parseStrictJson(raw.bytes);
  if (json.ok) {
    const value = redactPointers(json.value, redactions.pointers);
    return { text: redactSecret(canonicalJson(value), redactions.secret), mediaType: 'application/json' };
  }
  if (redactions.pointers.length > 0) return { text: '[redacted]', mediaType: 'text/plain' };
  const text = Buffer.from(raw.bytes).toString('utf8');
  return { text: redactSecret(text, redactions.secret), mediaType: 'text/plain' };
}
