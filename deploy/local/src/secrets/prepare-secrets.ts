import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { services, type Service } from '@countersign/contracts';
import { keepPasswords } from '../files/passwords.js';
import { writeAtomically } from '../files/write-atomically.js';
import { sha256Digest } from './digest.js';
import { keepSigningKey } from './key-pair.js';

/** Files with keys and tokens that services are given by path. */
export interface SecretFiles {
  trustFile: string;
  bootstrapFile: string;
  adminSignInFile: string;
  manifestKeyFile: string;
  leasePublicKeyFile: string;
  signingKeyFile(service: Service): string;
}

export interface PreparedSecrets {
  files: SecretFiles;
  /** Per tenant, for the person who set it up. */
  adminTokens: Record<string, string>;
  /** Good for one sign-in of the first tenant's admin, until the next start. */
  signInCode: string;
}

const adminPerson = 'admin';

/** Of the form that the console gives to people. */
function newPersonToken(): string {
  return `csp_${randomBytes(32).toString('base64url')}`;
}

function secretFiles(folder: string): SecretFiles {
  return {
    trustFile: join(folder, 'trust.json'),
    bootstrapFile: join(folder, 'bootstrap.json'),
    adminSignInFile: join(folder, 'admin-sign-in.json'),
    manifestKeyFile: join(folder, 'keys', 'audit-manifest.pem'),
    leasePublicKeyFile: join(folder, 'keys', 'credentials.pub.pem'),
    signingKeyFile: (service) => join(folder, 'keys', `${service}.pem`),
  };
}

function writeJson(path: string, value: unknown): void {
  writeAtomically(path, `${JSON.stringify(value, null, 2)}\n`);
}

function prepareKeys(files: SecretFiles): void {
  const publicKeys = new Map(services.map((service) => [service, keepSigningKey(files.signingKeyFile(service))]));
  keepSigningKey(files.manifestKeyFile);
  writeAtomically(files.leasePublicKeyFile, publicKeys.get('credentials') ?? '', 0o644);
  writeJson(
    files.trustFile,
    Object.fromEntries([...publicKeys].map(([service, publicKeyPem]) => [service, { publicKeyPem }])),
  );
}

/** Makes what is missing and keeps what is there; only the sign-in code is new at each start. */
export function prepareSecrets(folder: string, tenants: readonly string[]): PreparedSecrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const files = secretFiles(folder);
  prepareKeys(files);
  const adminTokens = keepPasswords(join(folder, 'admin-tokens.json'), tenants, newPersonToken);
  writeJson(files.bootstrapFile, {
    tenants: tenants.map((name) => ({
      name,
      admin: { person: adminPerson, tokenSha256: sha256Digest(adminTokens[name] ?? '') },
    })),
  });
  const signInCode = randomBytes(24).toString('base64url');
  const tokenSha256 = sha256Digest(adminTokens[tenants[0] ?? ''] ?? '');
  writeJson(files.adminSignInFile, { codes: [{ sha256: sha256Digest(signInCode), tokenSha256 }] });
  return { files, adminTokens, signInCode };
}
