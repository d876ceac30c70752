import { serviceSchema, type Service } from '@countersign/contracts';
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from '../config/load-config.js';

const trustFileSchema = z.partialRecord(serviceSchema, z.looseObject({ publicKeyPem: z.string() }));

function readOrExplain(setting: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(
      `${setting} names ${file}, which cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'}). Give the path of a readable file.`,
    );
  }
}

function ed25519(key: KeyObject, what: string): KeyObject {
  if (key.asymmetricKeyType !== 'ed25519')
    throw new ConfigError(`${what} is no Ed25519 key. Make one with: openssl genpkey -algorithm ed25519`);
  return key;
}

export function loadSigningKey(file: string): KeyObject {
  const pem = readOrExplain('SIGNING_KEY_FILE', file);
  try {
    return ed25519(createPrivateKey(pem), file);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`SIGNING_KEY_FILE names ${file}, which holds no PEM private key.`);
  }
}

/** The services' public keys, pinned by configuration and never learned from the bus. */
export function loadTrust(file: string): (service: Service) => KeyObject {
  const parsed = trustFileSchema.safeParse(JSON.parse(readOrExplain('TRUST_FILE', file)));
  if (!parsed.success)
    throw new ConfigError(
      `TRUST_FILE names ${file}, which is not of the form { "<service>": { "publicKeyPem": "..." } }.`,
    );
  const keys = new Map(
    Object.entries(parsed.data).map(([service, entry]) => [
      service,
      ed25519(createPublicKey(entry.publicKeyPem), `${service} in ${file}`),
    ]),
  );
  return (service) => {
    const key = keys.get(service);
    if (!key) throw new ConfigError(`TRUST_FILE names ${file}, which holds no key of ${service}.`);
    return key;
  };
}
