import { compactDecrypt } from 'jose';
import { generateKeyPairSync } from 'node:crypto';
import type { OneTimeKeys } from '../handlers/ports/one-time-keys.js';

/** A fresh X25519 key for every credential that crosses the bus (compact JWE, ECDH-ES, A256GCM); it is used once and forgotten. */
export const x25519Keys: OneTimeKeys = {
  create() {
    const { publicKey, privateKey } = generateKeyPairSync('x25519');
    const { x } = publicKey.export({ format: 'jwk' });
    if (x === undefined) throw new Error('an X25519 key has no public half');
    return {
      publicJwk: { kty: 'OKP', crv: 'X25519', x },
      open: async (sealed) => {
        const options = { keyManagementAlgorithms: ['ECDH-ES'], contentEncryptionAlgorithms: ['A256GCM'] };
        const { plaintext } = await compactDecrypt(sealed, privateKey, options);
        return new TextDecoder().decode(plaintext);
      },
    };
  },
};
