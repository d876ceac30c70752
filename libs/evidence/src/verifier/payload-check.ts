import type { CheckLog } from './findings.js';
import { sha256Of } from './bytes.js';
import { objectOf, textOf, type JsonObject } from './json-shape.js';
import type { LeafRow } from './leaf-row.js';
import { isStatedContent } from './stated-content.js';
import type { PayloadRow, PayloadRows } from './payload-rows.js';

/** Joins the opened payloads with the commitments of the leaves; both go by index. */
export class PayloadCheck {
  readonly counts = { opened: 0, erased: 0, withheld: 0 };

  constructor(
    private readonly rows: PayloadRows,
    private readonly log: CheckLog,
  ) {}

  async see(row: LeafRow): Promise<void> {
    const opened = await this.rows.takeUpTo(row.index);
    const commitments = Array.isArray(row.leaf['payloads']) ? row.leaf['payloads'].map(objectOf) : [];
    for (const commitment of commitments) {
      const at = opened.findIndex(({ index, name }) => index === row.index && name === commitment['name']);
      const [payload] = at < 0 ? [] : opened.splice(at, 1);
      this.judge(row, commitment, payload);
    }
    this.refuse(opened);
  }

  async finish(): Promise<void> {
    this.refuse(await this.rows.takeUpTo(Infinity));
    const { opened, erased, withheld } = this.counts;
    this.log.done('contents against the commitments of their leaves', opened + erased + withheld);
  }

  private judge(row: LeafRow, commitment: JsonObject, payload: PayloadRow | undefined): void {
    const place = { index: row.index, id: row.id };
    const name = textOf(commitment['name']);
    if (payload === undefined) {
      this.log.fail('payload_missing', `nothing is said about the payload ${name}`, place);
    } else if ('closed' in payload) {
      this.counts[payload.closed]++;
      this.log.observe(
        `payload_${payload.closed}`,
        `the payload ${name} is ${payload.closed}; its commitment stands`,
        place,
      );
    } else {
      this.counts.opened++;
      const digest = `sha256:${sha256Of(payload.salt, payload.bytes).toString('hex')}`;
      if (digest !== commitment['commitment'] || payload.bytes.length !== commitment['bytes']) {
        this.log.fail('payload_mismatch', `the payload ${name} is not what the leaf commits to`, place);
      } else if (!isStatedContent(row, payload.name, payload.bytes)) {
        this.log.fail('content_mismatch', `the payload ${name} is not the one whose digest the event states`, place);
      }
    }
  }

  private refuse(rows: readonly PayloadRow[]): void {
    for (const { index, name } of rows) {
      this.log.fail('payload_mismatch', `no leaf commits to this payload ${name}`, { index });
    }
  }
}
