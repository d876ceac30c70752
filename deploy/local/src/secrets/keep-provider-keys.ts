import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keepPasswords } from '../files/passwords.js';
import type { InstancePaths } from '../instance/paths.js';
import type { Tenant } from '../governance/tenants.js';

/**
 * The key that the demo model asks for. It is put into the secrets store under each name that a provider refers to,
 * unless somebody has put a key of their own there.
 */
export function keepProviderKeys(paths: InstancePaths, tenants: readonly Tenant[]): string {
  const { model } = keepPasswords(join(paths.secrets, 'demo.json'), ['model']);
  mkdirSync(paths.secretStore, { recursive: true, mode: 0o700 });
  for (const { name, needs } of tenants) {
    for (const secret of needs.secrets) {
      const path = join(paths.secretStore, name, secret);
      if (existsSync(path)) continue;
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, `${model}\n`, { mode: 0o600 });
    }
  }
  return model;
}
