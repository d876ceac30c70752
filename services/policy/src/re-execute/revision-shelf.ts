import type { GovernanceDocument } from '@countersign/contracts';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import type { Programs } from '../engine/programs.js';
import { RevisionLoader } from '../engine/revision-loader.js';

type Content = Buffer | 'erased' | 'withheld' | undefined;
export type Taken = { ok: true; revision: LoadedRevision } | { ok: false; why: string; isWrong?: true };

const mostLoaded = 8;
/** Nobody waits for these decisions: a busy machine must not make another answer of a slow one. */
const regoAnswerMs = 60_000;

/** The revisions that the record holds, compiled as they were for the decisions; a few at a time are kept ready. */
export class RevisionShelf {
  private readonly contents = new Map<string, Buffer | 'erased' | 'withheld'>();
  private readonly loaded = new Map<string, Taken>();
  private readonly loaders = new Map<string, RevisionLoader>();

  constructor(private readonly programs: Programs) {}

  keep(revision: string, documents: Content): void {
    if (documents === undefined || this.contents.get(revision) instanceof Buffer) return;
    this.contents.set(revision, typeof documents === 'string' ? documents : gzipSync(documents, { level: 1 }));
  }

  /** The revision as the program of that digest decides under it. */
  async take(revision: string, engine: string): Promise<Taken> {
    const loader = this.loaderOf(engine);
    if (!loader) return { ok: false, why: `the program ${engine} decided, which this release does not have` };
    const key = `${revision} ${engine}`;
    const taken = this.loaded.get(key) ?? (await this.load(revision, loader));
    this.loaded.delete(key);
    this.loaded.set(key, taken);
    const oldest = this.loaded.size > mostLoaded ? this.loaded.keys().next().value : undefined;
    if (oldest !== undefined) this.loaded.delete(oldest);
    return taken;
  }

  private loaderOf(engine: string): RevisionLoader | undefined {
    const program = this.programs.of(engine);
    const loader = this.loaders.get(engine) ?? (program && new RevisionLoader(program, undefined, regoAnswerMs));
    if (loader) this.loaders.set(engine, loader);
    return loader;
  }

  private async load(revision: string, loader: RevisionLoader): Promise<Taken> {
    const content = this.contents.get(revision);
    if (content === undefined)
      return { ok: false, why: `the bundle does not hold the documents of revision ${revision}` };
    if (typeof content === 'string') return { ok: false, why: `the documents of revision ${revision} are ${content}` };
    try {
      const documents = JSON.parse(gunzipSync(content).toString()) as GovernanceDocument[];
      const loaded = await loader.load(documents);
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
