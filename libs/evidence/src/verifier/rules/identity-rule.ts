import type { CheckLog } from '../findings.js';
import { textsOf } from '../json-shape.js';
import type { LeafRow } from '../leaf-row.js';
import type { Rule, RuleRange } from './rule.js';

/** No event is there twice, and every event that another one follows from is there. */
export class IdentityRule implements Rule {
  private readonly seen = new Set<string>();
  private readonly ids = new Set<string>();
  private open: { cause: string; index: number; id: string }[] = [];
  private links = 0;

  constructor(
    private readonly range: RuleRange,
    private readonly log: CheckLog,
  ) {}

  see({ index, id, source, leaf }: LeafRow): void {
    const key = `${source} ${id}`;
    if (this.seen.has(key)) this.log.fail('duplicate_id', `${source} has this id twice`, { index, id });
    this.seen.add(key);
    this.ids.add(id);
    for (const cause of textsOf(leaf['cause'])) {
      this.links++;
      // Events of different services may be sealed in another order than they happened; the end will tell.
      if (!this.ids.has(cause)) this.open.push({ cause, index, id });
    }
  }

  finish(): void {
    for (const { cause, index, id } of this.open.filter((link) => !this.ids.has(link.cause))) {
      if (this.range.isFromStart)
        this.log.fail('chain_broken', `its cause ${cause} is not on the record`, { index, id });
      else this.log.observe('before_range', `its cause ${cause} is not in this range`, { index, id });
    }
    this.log.done('ids of all leaves, and links from each to what caused it', this.seen.size + this.links);
  }
}
