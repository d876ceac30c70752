import { readFile, stat } from 'node:fs/promises';
import { join, resolve, sep } from 'node:path';
import type { SecretStore } from './secret-store.js';

const maxSecretBytes = 16_384;

/** One file per secret, `<root>/<tenant>/<name>`. Read at each use, so that a rotated secret works at once. */
export class FileSecretStore implements SecretStore {
  constructor(private readonly root: string) {}

  async read(tenant: string, name: string): Promise<string | null> {
    const folder = resolve(this.root, tenant);
    const file = resolve(join(folder, name));
    if (!file.startsWith(folder + sep)) return null;
    try {
      if ((await stat(file)).size > maxSecretBytes)
        throw new Error(`secret ${tenant}/${name} is larger than ${maxSecretBytes} bytes`);
      return (await readFile(file, 'utf8')).trim();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  }
}
