import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPolicyModule, type PolicyModule } from './policy-module.js';

const earlier = fileURLToPath(new URL('../../rego/programs/', import.meta.url));

/**
 * The base program of this release and, by digest, those of earlier ones, so that decisions which an earlier one made
 * can be made again. They come with the release and never with evidence: a program that whoever is audited could choose
 * would prove nothing.
 */
export class Programs {
  private readonly loaded = new Map<string, PolicyModule>();

  constructor(
    readonly current: PolicyModule = loadPolicyModule(),
    private readonly folder = earlier,
  ) {
    this.loaded.set(current.digest, current);
  }

  /** Undefined where no release that this one knows had such a program. */
  of(digest: string): PolicyModule | undefined {
    const known = this.loaded.get(digest);
    if (known) return known;
    const file = this.fileOf(digest);
    if (!file || !existsSync(file)) return undefined;
    const module = loadPolicyModule(file);
    if (module.digest !== digest) throw new Error(`${file} holds another program than its name says`);
    this.loaded.set(digest, module);
    return module;
  }

  private fileOf(digest: string): string | undefined {
    const hex = /^sha256:([0-9a-f]{64})$/.exec(digest)?.[1];
    return hex && join(this.folder, `${hex}.wasm`);
  }
}
