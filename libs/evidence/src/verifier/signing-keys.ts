import { createPublicKey, type KeyObject } from 'node:crypto';
import { bytesOfBase64, sha256Of } from './bytes.js';

/** A key of the auditor's choice, read from a C2SP vkey. */
export interface SigningKey {
  name: string;
  /** Eight hex digits; with the name it tells which key a signature claims to be of. */
  id: string;
  isCosigner: boolean;
  key: KeyObject;
}

const PLAIN = 0x01;
const COSIGNER = 0x04;

/** Throws on anything but a correct Ed25519 vkey: keys are typed in by people, and a wrong one must not be passed over. */
export function readSigningKey(vkey: string): SigningKey {
  const [name = '', id = '', ...rest] = vkey.trim().split('+');
  const bytes = bytesOfBase64(rest.join('+'));
  if (bytes?.length !== 33 || name === '' || /\s/u.test(name)) throw new Error(`this is no Ed25519 vkey: ${vkey}`);
  const expected = sha256Of(Buffer.from(`${name}\n`), bytes).toString('hex', 0, 4);
  if (id !== expected) throw new Error(`the id of this vkey is not that of its name and key: ${vkey}`);
  const type = bytes[0];
  if (type !== PLAIN && type !== COSIGNER) throw new Error(`this vkey is of a type that is not supported: ${vkey}`);
  const x = bytes.subarray(1).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  return { name, id, isCosigner: type === COSIGNER, key };
}
