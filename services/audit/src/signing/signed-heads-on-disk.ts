import { CompactRange, type CompactRangeState } from '@countersign/evidence';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { SignedHeads } from '../ports/signed-heads.js';

/** One small file per log, written whole, flushed and moved into place. Belongs on other storage than the database. */
export class SignedHeadsOnDisk implements SignedHeads {
  constructor(private readonly folder: string) {}

  async last(origin: string): Promise<CompactRangeState | null> {
    try {
      return CompactRange.fromState(
        JSON.parse(await readFile(this.path(origin), 'utf8')) as CompactRangeState,
      ).toState();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw new Error(`the memory of what was signed for ${origin} cannot be read`, { cause: error });
    }
  }

  async remember(origin: string, state: CompactRangeState): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const draft = `${this.path(origin)}.draft`;
    const file = await open(draft, 'w', 0o600);
    try {
      await file.writeFile(JSON.stringify(state));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, this.path(origin));
  }

  private path(origin: string): string {
    return join(this.folder, `${encodeURIComponent(origin)}.json`);
  }
}
