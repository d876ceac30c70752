import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { publicBytesOf } from './ed25519.js';
import { signatureLine } from './signature-line.js';
import { formatVkey, SignatureType, vkeyOf } from './vkey.js';

export interface NoteSigner {
  readonly name: string;
  /** What verifiers need: `name+id+key`. */
  readonly vkey: string;
  /** The signature line, with its newline, for a note text; the text must end in a newline. */
  sign(text: string): string;
}

export interface NoteKey {
  name: string;
  privateKey: KeyObject;
}

/** Signs notes with Ed25519 (C2SP signed-note, type 0x01). */
export function createNoteSigner({ name, privateKey }: NoteKey): NoteSigner {
  const vkey = vkeyOf(name, SignatureType.ED25519, publicBytesOf(privateKey));
  return {
    name,
    vkey: formatVkey(vkey),
    sign(text) {
      if (!text.endsWith('\n')) throw new RangeError('a note text ends in a newline');
      return signatureLine(vkey, sign(null, Buffer.from(text, 'utf8'), privateKey));
    },
  };
}

/** A fresh Ed25519 key under a name, with the vkey that belongs to it. */
export function generateNoteKey(name: string): NoteKey & { vkey: string } {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { name, privateKey, vkey: createNoteSigner({ name, privateKey }).vkey };
}
