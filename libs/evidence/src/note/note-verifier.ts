import { verify } from 'node:crypto';
import { verifyCosignature } from './cosignature.js';
import { ED25519_SIGNATURE_BYTES, publicKeyOfBytes } from './ed25519.js';
import { parseVkey, SignatureType, type VkeyResult } from './vkey.js';

export interface NoteVerifier {
  readonly name: string;
  readonly keyId: string;
  readonly type: SignatureType;
  /** `time`, in seconds, is what a cosignature states and zero for a plain signature; undefined means: not valid. */
  verify(text: string, payload: Buffer): { time: number } | undefined;
}

type VkeyRefusal = Extract<VkeyResult, { ok: false }>;

export function createNoteVerifier(vkeyText: string): { ok: true; verifier: NoteVerifier } | VkeyRefusal {
  const parsed = parseVkey(vkeyText);
  if (!parsed.ok) return parsed;
  const { name, keyId, type, publicKey } = parsed.vkey;
  const key = publicKeyOfBytes(publicKey);
  const verifyPlain = (text: string, payload: Buffer): number | undefined =>
    payload.length === ED25519_SIGNATURE_BYTES && verify(null, Buffer.from(text, 'utf8'), key, payload) ? 0 : undefined;
  const verifier: NoteVerifier = {
    name,
    keyId,
    type,
    verify(text, payload) {
      const isPlain = type === SignatureType.ED25519;
      const time = isPlain ? verifyPlain(text, payload) : verifyCosignature(text, payload, key);
      return time === undefined ? undefined : { time };
    },
  };
  return { ok: true, verifier };
}
