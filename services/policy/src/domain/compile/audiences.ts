import type { NameMatcher } from './name-matcher.js';

/**
 * Policies for the same list of agents share an audience, so that the rule index grows with the rules and not with
 * rules times agents.
 */
export class Audiences {
  private readonly ids = new Map<string, string>();
  private readonly byAgent = new Map<string, string[]>();

  constructor(private readonly agents: NameMatcher) {}

  /** The id of the audience that these patterns describe. */
  idOf(patterns: readonly string[]): string {
    const sorted = [...new Set(patterns)].sort();
    const key = sorted.join(' ');
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const id = `audience-${this.ids.size}`;
    this.ids.set(key, id);
    for (const agent of new Set(sorted.flatMap((pattern) => this.agents.matching(pattern)))) {
      const audiences = this.byAgent.get(agent);
      if (audiences) audiences.push(id);
      else this.byAgent.set(agent, [id]);
    }
    return id;
  }

  of(agent: string): string[] {
    return this.byAgent.get(agent) ?? [];
  }
}
