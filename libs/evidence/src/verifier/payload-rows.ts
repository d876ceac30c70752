import type { BundleFiles } from './bundle-files.js';
import { bytesOfBase64 } from './bytes.js';
import type { CheckLog } from './findings.js';
import { objectOf, parseJson, textOf } from './json-shape.js';

export type PayloadRow =
  | { index: number; name: string; salt: Buffer; bytes: Buffer }
  | { index: number; name: string; closed: 'erased' | 'withheld' };

/** The rows of payloads/, taken from the front. */
export class PayloadRows {
  private waiting: PayloadRow[] = [];
  private readonly batches: AsyncGenerator<PayloadRow[]>;
  private isAtEnd = false;

  constructor(files: BundleFiles, log: CheckLog) {
    this.batches = rowBatches(files, log);
  }

  /** Takes every row, from the front, whose index is not beyond the given one. */
  async takeUpTo(index: number): Promise<PayloadRow[]> {
    const taken: PayloadRow[] = [];
    for (;;) {
      const end = this.waiting.findIndex((row) => row.index > index);
      taken.push(...this.waiting.splice(0, end < 0 ? this.waiting.length : end));
      if (this.waiting.length > 0 || this.isAtEnd) return taken;
      const next = await this.batches.next();
      this.waiting = next.done === true ? [] : next.value;
      this.isAtEnd = next.done === true;
    }
  }
}

async function* rowBatches(files: BundleFiles, log: CheckLog): AsyncGenerator<PayloadRow[]> {
  for (const file of files.paths.filter((path) => path.startsWith('payloads/'))) {
    for await (const lines of files.lineBatches(file)) {
      const rows = lines.map((line) => readPayloadRow(parseJson(line.toString('utf8'))));
      if (rows.includes(undefined)) log.fail('payload_mismatch', 'a line of this file is no payload', { file });
      yield rows.filter((row) => row !== undefined);
    }
  }
}

function readPayloadRow(value: unknown): PayloadRow | undefined {
  const row = objectOf(value);
  const { index, name, closed } = row;
  if (typeof index !== 'number' || typeof name !== 'string') return undefined;
  if (closed === 'erased' || closed === 'withheld') return { index, name, closed };
  const salt = bytesOfBase64(textOf(row['salt']) ?? '*');
  const bytes = bytesOfBase64(textOf(row['bytes']) ?? '*');
  return salt === undefined || bytes === undefined ? undefined : { index, name, salt, bytes };
}
