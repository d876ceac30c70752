import { isUtf8 } from 'node:buffer';
import { isWellFormed } from '../json/well-formed.js';
import type { NoteVerifier } from './note-verifier.js';
import { parseSignatureLine, type SignatureLine } from './signature-line.js';
import type { SignatureType } from './vkey.js';

export interface VerifiedSignature {
  name: string;
  keyId: string;
  type: SignatureType;
  /** Seconds since 1970; only a cosignature states it. */
  time?: number;
}

export interface OpenedNote {
  text: string;
  signatures: VerifiedSignature[];
  /** Names of signers we have no key for. */
  unknown: string[];
}

export type NoteReason = 'note_too_large' | 'note_malformed' | 'note_signature_invalid' | 'note_no_known_signature';
export type NoteResult =
  { ok: true; note: OpenedNote } | { ok: false; refusal: { reasonCode: NoteReason; message: string } };

const MAX_BYTES = 1_000_000;
const MAX_SIGNATURES = 100;
const FIRST_PRINTABLE = 0x20;
const NEWLINE = 0x0a;

export function formatNote(text: string, signatureLines: readonly string[]): string {
  return `${text}\n${signatureLines.join('')}`;
}

/**
 * Opens a C2SP signed note: signatures of unknown keys are passed over, one bad signature of a known key refuses the
 * note, and so does the want of any known one.
 */
export function openNote(note: string | Uint8Array, verifiers: readonly NoteVerifier[]): NoteResult {
  if (note.length > MAX_BYTES) return refuse('note_too_large', `a note has at most ${MAX_BYTES} bytes`);
  const parts = splitNote(note);
  if (parts === undefined) return refuse('note_malformed', 'this is no signed note');
  const opened: OpenedNote = { text: parts.text, signatures: [], unknown: [] };
  const seen = new Set<string>();
  for (const line of parts.lines) {
    const verifier = verifiers.find((known) => known.name === line.name && known.keyId === line.keyId);
    if (verifier === undefined) opened.unknown.push(line.name);
    else if (!seen.has(`${line.name}+${line.keyId}`)) {
      const verified = verifier.verify(parts.text, line.payload);
      if (verified === undefined) return refuse('note_signature_invalid', `the signature of ${line.name} is not valid`);
      seen.add(`${line.name}+${line.keyId}`);
      opened.signatures.push(describe(verifier, verified.time));
    }
  }
  if (opened.signatures.length === 0) return refuse('note_no_known_signature', 'no known key signed this note');
  return { ok: true, note: opened };
}

function describe({ name, keyId, type }: NoteVerifier, time: number): VerifiedSignature {
  return time === 0 ? { name, keyId, type } : { name, keyId, type, time };
}

function splitNote(note: string | Uint8Array): { text: string; lines: SignatureLine[] } | undefined {
  const whole = typeof note === 'string' ? note : decode(note);
  if (whole === undefined || !isWellFormed(whole) || hasControl(whole)) return undefined;
  const split = whole.lastIndexOf('\n\n');
  const signatures = whole.slice(split + 2);
  if (split < 0 || !signatures.endsWith('\n')) return undefined;
  const lines = signatures.slice(0, -1).split('\n').map(parseSignatureLine);
  if (lines.length > MAX_SIGNATURES || lines.includes(undefined)) return undefined;
  return { text: whole.slice(0, split + 1), lines: lines as SignatureLine[] };
}

/** Of all control characters a note holds only the newline. */
function hasControl(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < FIRST_PRINTABLE && unit !== NEWLINE) return true;
  }
  return false;
}

function decode(bytes: Uint8Array): string | undefined {
  return isUtf8(bytes) ? Buffer.from(bytes).toString('utf8') : undefined;
}

function refuse(reasonCode: NoteReason, message: string): NoteResult {
  return { ok: false, refusal: { reasonCode, message } };
}
