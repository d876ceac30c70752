import { open, readdir, rm, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { ExportFile, ExportFiles } from '../ports/export-files.js';

async function entriesOf(folder: string, recursive: boolean) {
  try {
    return await readdir(folder, { withFileTypes: true, recursive });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** `<folder>/<tenant>/<export id>/...`; both names are of characters that mean nothing to a file system. */
export class ExportFilesOnDisk implements ExportFiles {
  constructor(
    private readonly folder: string,
    private readonly now: () => number,
  ) {}

  place(tenant: string, exportId: string): string {
    return join(this.folder, tenant, exportId);
  }

  async list(tenant: string, exportId: string): Promise<ExportFile[]> {
    const root = this.place(tenant, exportId);
    const files = (await entriesOf(root, true)).filter((entry) => entry.isFile());
    return Promise.all(
      files.map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return { path: relative(root, path).split(sep).join('/'), bytes: (await stat(path)).size };
      }),
    );
  }

  /** What is asked for is looked up among the files that are there; it is never taken for a way to go. */
  async read(
    file: { tenant: string; exportId: string; path: string },
    from: number,
    most: number,
  ): Promise<Buffer | null> {
    const { tenant, exportId, path } = file;
    const isThere = (await this.list(tenant, exportId)).some((each) => each.path === path);
    if (!isThere) return null;
    const handle = await open(join(this.place(tenant, exportId), ...path.split('/')), 'r');
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(most), 0, most, from);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  async remove(tenant: string, exportId: string): Promise<void> {
    await rm(this.place(tenant, exportId), { recursive: true, force: true });
  }

  async removeOlderThan(milliseconds: number): Promise<void> {
    for (const tenant of await entriesOf(this.folder, false)) {
      for (const bundle of await entriesOf(join(this.folder, tenant.name), false)) {
        const { mtimeMs } = await stat(this.place(tenant.name, bundle.name));
        if (mtimeMs < this.now() - milliseconds) await this.remove(tenant.name, bundle.name);
      }
    }
  }
}
