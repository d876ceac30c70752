import type { GovernanceDocument } from '@countersign/contracts';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import { RevisionLoader } from '../engine/revision-loader.js';

type Content = Buffer | 'erased' | 'withheld' | undefined;
export type Taken = { ok: true; revision: LoadedRevision } | { ok: false; why: string; isWrong?: true };

const mostLoaded = 8;

/** The revisions that the record holds, compiled as they were for the decisions; a few at a time are kept ready. */
export class RevisionShelf {
  private readonly contents = new Map<string, Buffer | 'erased' | 'withheld'>();
  private readonly loaded = new Map<string, Taken>();
  private readonly loader = new RevisionLoader();

  keep(revision: string, documents: Content): void {
    if (documents === undefined || this.contents.get(revision) instanceof Buffer) return;
    this.contents.set(revision, typeof documents === 'string' ? documents : gzipSync(documents, { level: 1 }));
  }

  async take(revision: string): Promise<Taken> {
    const taken = this.loaded.get(revision) ?? (await this.load(revision));
    this.loaded.delete(revision);
    this.loaded.set(revision, taken);
    const oldest = this.loaded.size > mostLoaded ? this.loaded.keys().next().value : undefined;
    if (oldest !== undefined) this.loaded.delete(oldest);
    return taken;
  }

  private async load(revision: string): Promise<Taken> {
    const content = this.contents.get(revision);
    if (content === undefined)
      return { ok: false, why: `the bundle does not hold the documents of revision ${revision}` };
    if (typeof content === 'string') return { ok: false, why: `the documents of revision ${revision} are ${content}` };
    try {
      const documents = JSON.parse(gunzipSync(content).toString()) as GovernanceDocument[];
      const loaded = await this.loader.load(documents);
      if (loaded.compiled.revision === revision) return { ok: true, revision: loaded };
      return {
        ok: false,
        isWrong: true,
        why: `the documents give revision ${loaded.compiled.revision}, not ${revision}`,
      };
    } catch (error) {
      return {
        ok: false,
        isWrong: true,
        why: `the documents of ${revision} do not compile: ${String(error).slice(0, 300)}`,
      };
    }
  }
}
