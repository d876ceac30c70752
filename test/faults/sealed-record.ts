import { keyOf } from './bus-watch.js';
import type { databaseOf } from './database.js';

export interface SealedLeaf {
  tenant: string;
  index: number;
  source: 'gateway' | 'policy' | 'approvals' | 'credentials' | 'audit' | 'console';
  id: string;
  type: string;
  subject: string;
  leaf: Buffer;
}

interface Row extends Omit<SealedLeaf, 'index'> {
  index: string;
}

const placeOf = ({ tenant, index }: SealedLeaf) => `${tenant}/${index}`;

/** What is wrong with the record as such: holes in its numbering, events in it twice. */
function flaws(leaves: readonly SealedLeaf[]): string[] {
  const found: string[] = [];
  const nextOf = new Map<string, number>();
  const keys = new Set<string>();
  for (const leaf of leaves) {
    const next = nextOf.get(leaf.tenant) ?? 0;
    if (leaf.index !== next) found.push(`${placeOf(leaf)} follows on ${next - 1}`);
    nextOf.set(leaf.tenant, leaf.index + 1);
    if (keys.has(keyOf(leaf))) found.push(`${keyOf(leaf)} is sealed twice`);
    keys.add(keyOf(leaf));
  }
  return found;
}

/** The record as its database holds it, and as it was when looked at before. */
export class SealedRecord {
  private before: readonly SealedLeaf[] = [];

  constructor(private readonly database: ReturnType<typeof databaseOf>) {}

  async isSealed(type: string, subject: string): Promise<boolean> {
    const sql = 'select 1 from audit.leaves where subject = $1 and type = $2';
    return (await this.database(sql, [subject, type])).length > 0;
  }

  /** How many leaves of the tenant the newest checkpoint covers. */
  async signedSize(tenant: string): Promise<number> {
    const sql = 'select max(size) as size from audit.checkpoints where tenant = $1';
    return Number((await this.database<{ size: string | null }>(sql, [tenant]))[0]?.size ?? 0);
  }

  /** All leaves of all tenants, in their order. */
  async leaves(): Promise<SealedLeaf[]> {
    const sql = 'select tenant, index, source, id, type, subject, leaf from audit.leaves order by tenant, index';
    return (await this.database<Row>(sql)).map((row) => ({ ...row, index: Number(row.index) }));
  }

  /** Everything that was sealed when looked at before and is gone or different now, and every flaw of what is there. */
  async faults(): Promise<string[]> {
    const leaves = await this.leaves();
    const byPlace = new Map(leaves.map((leaf) => [placeOf(leaf), leaf]));
    const changed = this.before.filter((leaf) => !byPlace.get(placeOf(leaf))?.leaf.equals(leaf.leaf));
    this.before = leaves;
    return [...changed.map((leaf) => `${placeOf(leaf)} is not what was sealed there`), ...flaws(leaves)];
  }
}
