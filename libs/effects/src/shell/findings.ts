import type { Effect } from '@countersign/contracts';
import { MAX_FINDINGS, MAX_TARGET_LENGTH } from './limits.js';
import type { ShellAnalysis, ShellPath, ShellReason } from './shell-analysis.js';

/** A stretch of the original command. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

interface EffectFinding {
  readonly kind: Effect['kind'];
  readonly type: Effect['target']['type'];
  readonly name: string;
  readonly why: string;
  readonly at: Place;
}

/** Collects what the walk finds. One refusal is enough for the whole command not to be a proven read. */
export class Findings {
  private readonly effects: Effect[] = [];
  private readonly reasons: ShellReason[] = [];
  private readonly paths: ShellPath[] = [];

  constructor(
    private readonly pointer: string,
    private readonly length: number,
  ) {}

  get pathCount(): number {
    return this.paths.length;
  }

  pathsSince(count: number): readonly ShellPath[] {
    return this.paths.slice(count);
  }

  refuse(code: string, message: string, at: Place): void {
    if (this.reasons.length < MAX_FINDINGS) this.reasons.push({ code, message, span: this.span(at) });
  }

  effect(finding: EffectFinding): void {
    if (this.isFull()) return;
    const name = finding.name.slice(0, MAX_TARGET_LENGTH) || '?';
    const target = { type: finding.type, name };
    this.effects.push({ kind: finding.kind, target, span: this.span(finding.at), why: finding.why.slice(0, 500) });
  }

  /** A path that would have to be cut is refused: nobody could say any more where it leads. */
  path(path: ShellPath): void {
    if (path.path.length > MAX_TARGET_LENGTH)
      this.refuse('too-long', 'A path is too long to be shown.', { start: 0, end: this.length });
    if (!this.isFull()) this.paths.push({ ...path, path: path.path.slice(0, MAX_TARGET_LENGTH) });
  }

  result(): ShellAnalysis {
    const proven = this.reasons.length === 0 && this.effects.length > 0 && this.effects.every((e) => e.kind === 'read');
    return { effects: this.effects, proven, reasons: this.reasons, paths: this.paths };
  }

  private isFull(): boolean {
    if (this.effects.length < MAX_FINDINGS && this.paths.length < MAX_FINDINGS) return false;
    if (this.reasons.at(-1)?.code !== 'too-many')
      this.refuse('too-many', 'The command touches more than can be listed.', { start: 0, end: this.length });
    return true;
  }

  private span({ start, end }: Place): { pointer: string; start: number; end: number } {
    const from = Math.max(0, Math.min(start, this.length));
    return { pointer: this.pointer, start: from, end: Math.max(from, Math.min(end, this.length)) };
  }
}
