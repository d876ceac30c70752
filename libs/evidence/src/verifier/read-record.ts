import { BundleFiles } from './bundle-files.js';
import { eventFiles } from './check-leaves.js';
import { Findings } from './findings.js';
import { readLeafRow, type LeafRow } from './leaf-row.js';
import { PayloadRows, type PayloadRow } from './payload-rows.js';

/** One leaf with what the bundle opens of it: the bytes, or why they are not there. */
export interface RecordRow extends LeafRow {
  contents: ReadonlyMap<string, Buffer | 'erased' | 'withheld'>;
}

/**
 * Reads the record in a bundle front to back, for whoever has verified it. Lines that are no leaf are left out: the
 * verification names them.
 */
export async function* readRecord(directory: string, from: number): AsyncGenerator<RecordRow> {
  const files = await BundleFiles.open(directory);
  const payloads = new PayloadRows(files, new Findings().begin('payloads'));
  let index = from;
  for await (const line of eventLines(files)) {
    const row = readLeafRow(index, line);
    const opened = await payloads.takeUpTo(index++);
    if (typeof row !== 'string') yield { ...row, contents: contentsOf(opened, row.index) };
  }
}

async function* eventLines(files: BundleFiles): AsyncGenerator<Buffer> {
  for (const file of eventFiles(files)) {
    for await (const lines of files.lineBatches(file)) yield* lines;
  }
}

function contentsOf(rows: readonly PayloadRow[], index: number): RecordRow['contents'] {
  const own = rows.filter((row) => row.index === index);
  return new Map(own.map((row) => [row.name, 'closed' in row ? row.closed : row.bytes]));
}
