import { sign, verify, type KeyObject } from 'node:crypto';
import { ED25519_SIGNATURE_BYTES, publicBytesOf } from './ed25519.js';
import { signatureLine } from './signature-line.js';
import { formatVkey, SignatureType, vkeyOf } from './vkey.js';

/** Someone else's signature on a checkpoint: "as of this time, the largest consistent tree I have seen". */
export interface Cosigner {
  readonly name: string;
  readonly vkey: string;
  /** The signature line for a checkpoint text at a time in whole seconds since 1970. */
  cosign(checkpointText: string, timeSeconds: number): string;
}

const TIME_BYTES = 8;

/** Cosigns with timestamped Ed25519 (C2SP tlog-cosignature v1, type 0x04). Use the key for nothing else. */
export function createCosigner({ name, privateKey }: { name: string; privateKey: KeyObject }): Cosigner {
  const vkey = vkeyOf(name, SignatureType.COSIGNATURE, publicBytesOf(privateKey));
  return {
    name,
    vkey: formatVkey(vkey),
    cosign(checkpointText, timeSeconds) {
      const time = Buffer.alloc(TIME_BYTES);
      time.writeBigUInt64BE(BigInt(timeSeconds));
      const signature = sign(null, cosignedBytes(checkpointText, BigInt(timeSeconds)), privateKey);
      return signatureLine(vkey, Buffer.concat([time, signature]));
    },
  };
}

/** The time in seconds that a cosignature states, or undefined if it does not verify. */
export function verifyCosignature(text: string, payload: Buffer, publicKey: KeyObject): number | undefined {
  if (payload.length !== TIME_BYTES + ED25519_SIGNATURE_BYTES) return undefined;
  const time = payload.readBigUInt64BE();
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) return undefined;
  const isValid = verify(null, cosignedBytes(text, time), publicKey, payload.subarray(TIME_BYTES));
  return isValid ? Number(time) : undefined;
}

function cosignedBytes(text: string, timeSeconds: bigint): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${timeSeconds}\n${text}`, 'utf8');
}
