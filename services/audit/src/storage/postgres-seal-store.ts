import type pg from 'pg';
import { eventKey } from '../domain/planned-leaf.js';
import type { StreamPosition } from '../domain/stream-position.js';
import type { Append, AppendOutcome, SealStore, Takeover } from '../ports/seal-store.js';
import { appendParameters } from './append-parameters.js';
import { binaryArray } from './binary-array.js';
import { headOf, type HeadRow } from './head-row.js';

interface SealerRow {
  epoch: string;
  incarnation: string | null;
  sequence: string;
  digest: string | null;
}

const parameterCount = 30;
const placeholders = Array.from({ length: parameterCount }, (_, nth) => `$${nth + 1}`).join(', ');
const appendSql = { name: 'append', text: `select audit.append_batch(${placeholders}) as appended` };

/** SQLSTATE classes of "this value cannot be stored": data exception, integrity constraint violation. */
const unstorable = /^2[23]/;
const uniqueViolation = '23505';

function outcomeOf(error: unknown): AppendOutcome {
  const { code = '', constraint } = error as { code?: string; constraint?: string };
  if (code === uniqueViolation && constraint === 'leaves_event_once') return 'duplicates';
  if (unstorable.test(code)) return 'unstorable';
  throw error;
}

/** Appends over the sealer's own connection, whose `app.tenant` is '*' outside `append_batch`. */
export class PostgresSealStore implements SealStore {
  constructor(private readonly client: pg.Client) {}

  async takeOver(): Promise<Takeover> {
    const takeover = `update audit.sealer set epoch = epoch + 1 returning epoch, incarnation, sequence, digest`;
    const row = (await this.client.query<SealerRow>(takeover)).rows[0];
    if (!row) throw new Error('the sealer row is missing or hidden');
    const heads = await this.client.query<HeadRow>('select tenant, size, hashes, due_size from audit.heads');
    const { incarnation, digest } = row;
    const position: StreamPosition = { incarnation, sequence: Number(row.sequence), digest };
    return {
      epoch: Number(row.epoch),
      position,
      heads: new Map(heads.rows.map((head) => [head.tenant, headOf(head)])),
    };
  }

  async append(append: Append): Promise<AppendOutcome> {
    try {
      const { rows } = await this.client.query<{ appended: boolean }>({
        ...appendSql,
        values: appendParameters(append),
      });
      return rows[0]?.appended === true ? 'appended' : 'deposed';
    } catch (error) {
      return outcomeOf(error);
    }
  }

  async findLeaves(events: readonly { tenant: string; source: string; id: string }[]): Promise<Map<string, Buffer>> {
    const { rows } = await this.client.query<
      Record<`found_${'tenant' | 'source' | 'id'}`, string> & { found_hash: Buffer }
    >('select * from audit.find_leaves($1, $2, $3)', [
      binaryArray.text(events.map((event) => event.tenant)),
      binaryArray.text(events.map((event) => event.source)),
      binaryArray.text(events.map((event) => event.id)),
    ]);
    return new Map(
      rows.map((row) => [
        eventKey({ tenant: row.found_tenant, source: row.found_source, id: row.found_id }),
        row.found_hash,
      ]),
    );
  }

  async holdsEpoch(epoch: number): Promise<boolean> {
    const { rows } = await this.client.query<{ epoch: string }>('select epoch from audit.sealer');
    return Number(rows[0]?.epoch) === epoch;
  }
}
