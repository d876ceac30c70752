import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from './write-atomically.js';

const passwordsSchema = z.record(z.string(), z.string().min(16));

/** 192 bits, safe in addresses, SQL literals and configuration files. */
function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** Reads the passwords kept in a file (mode 0600) and adds those that are missing. */
export function keepPasswords<Name extends string>(
  path: string,
  names: readonly Name[],
  make: () => string = newPassword,
): Record<Name, string> {
  const kept = existsSync(path) ? passwordsSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : {};
  const missing = names.filter((name) => kept[name] === undefined);
  const passwords = { ...kept, ...Object.fromEntries(missing.map((name) => [name, make()])) };
  if (missing.length > 0) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeAtomically(path, `${JSON.stringify(passwords, null, 2)}\n`);
  }
  return passwords as Record<Name, string>;
}
