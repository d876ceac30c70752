import { globMatcher } from '../governance/glob.js';

/** Resolves patterns to the names they stand for; each distinct pattern is compared with the names only once. */
export class NameMatcher {
  private readonly resolved = new Map<string, readonly string[]>();
  private readonly known: ReadonlySet<string>;

  constructor(private readonly names: readonly string[]) {
    this.known = new Set(names);
  }

  matching(pattern: string): readonly string[] {
    if (!pattern.includes('*')) return this.known.has(pattern) ? [pattern] : [];
    let names = this.resolved.get(pattern);
    if (!names) this.resolved.set(pattern, (names = this.names.filter(globMatcher(pattern))));
    return names;
  }
}
