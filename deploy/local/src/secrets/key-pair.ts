import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { writeAtomically } from '../files/write-atomically.js';

/** Keeps an Ed25519 private key (PKCS 8 PEM, mode 0600), made on first use; returns its public half as SPKI PEM. */
export function keepSigningKey(path: string): string {
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeAtomically(path, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
  }
  const publicKey = createPublicKey(createPrivateKey(readFileSync(path, 'utf8')));
  return publicKey.export({ type: 'spki', format: 'pem' }) as string;
}
