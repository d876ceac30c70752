import type { RegoDocument } from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';
import { compileApprovers } from '../../domain/compile/compile-rule.js';
import { readRegoBundle } from './read-rego-bundle.js';
import { RegoGuard } from './rego-guard.js';

/** Revisions that follow each other mostly have the same bundles: each is loaded once, and ended when no revision has it. */
export class GuardShelf {
  private readonly loaded = new Map<string, WeakRef<RegoGuard>>();
  private readonly ending = new FinalizationRegistry<{ key: string; end: () => Promise<void> }>(({ key, end }) => {
    if (this.loaded.get(key)?.deref() === undefined) this.loaded.delete(key);
    void end();
  });

  constructor(private readonly answerMs: number) {}

  /** Throws what is wrong with the bundle. */
  async take(document: RegoDocument): Promise<RegoGuard> {
    const key = digestOfJson(document);
    const known = this.loaded.get(key)?.deref();
    if (known) return known;
    const { name, approvers } = document;
    const { digest, code } = readRegoBundle(document);
    const { answerMs } = this;
    const loading = { name, digest, code, answerMs, approvers: approvers ? compileApprovers(approvers) : null };
    const guard = await RegoGuard.load(loading);
    this.loaded.set(key, new WeakRef(guard));
    this.ending.register(guard, { key, end: guard.ending() });
    return guard;
  }
}
