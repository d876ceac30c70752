import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AuditConfig } from '../src/config.js';
import type { Infrastructure } from './infrastructure.js';

function keyFile(folder: string, name: string): string {
  const path = join(folder, name);
  writeFileSync(path, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), {
    flag: 'wx',
  });
  return path;
}

function trustFile(folder: string): string {
  const path = join(folder, 'trust.json');
  const entry = () => ({
    publicKeyPem: generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }),
  });
  writeFileSync(path, JSON.stringify({ policy: entry(), approvals: entry() }), { flag: 'wx' });
  return path;
}

/** Settings of one replica of audit on this infrastructure; replicas share keys when made from one call. */
export function auditSettingsFor(infrastructure: Infrastructure): AuditConfig {
  const { dataDir, nats, runtimeUrl, ownerUrl } = infrastructure;
  const { servers, user, password } = nats.credentials('audit');
  return {
    HOST: '127.0.0.1',
    PORT: 0,
    LOG_LEVEL: 'error',
    NATS_URL: servers,
    NATS_USER: user,
    NATS_PASSWORD: password,
    DATABASE_URL: runtimeUrl,
    MIGRATIONS_DATABASE_URL: ownerUrl,
    DATABASE_POOL_SIZE: 4,
    TRUST_FILE: trustFile(dataDir),
    SIGNING_KEY_FILE: keyFile(dataDir, 'log.pem'),
    MANIFEST_KEY_FILE: keyFile(dataDir, 'manifest.pem'),
    LOG_ORIGIN_PREFIX: 'log.example',
    WITNESSES: [],
    EXPORT_DIR: join(dataDir, 'exports'),
    SIGNER_STATE_DIR: join(dataDir, 'signer'),
  };
}
