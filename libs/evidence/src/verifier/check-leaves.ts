import type { BundleFiles } from './bundle-files.js';
import type { CheckLog, Findings } from './findings.js';
import { readLeafRow, type LeafRow } from './leaf-row.js';
import type { PayloadCheck } from './payload-check.js';
import type { RowSummary } from './row-summary.js';
import type { Rule } from './rules/rule.js';
import { hashOfLeaf } from './tree.js';

/** What looks at each leaf as it passes. */
export interface LeafVisitors {
  rules: readonly Rule[];
  payloads: PayloadCheck;
  rows: RowSummary;
}

/** Reads events/ once, front to back, and returns the hashes of its lines one after the other. */
export async function readLeaves(
  files: BundleFiles,
  { from, visitors }: { from: number; visitors: LeafVisitors },
  findings: Findings,
): Promise<Buffer> {
  const log = findings.begin('leaf form');
  const hashes: Buffer[] = [];
  let index = from;
  for (const file of eventFiles(files)) {
    for await (const lines of files.lineBatches(file)) {
      hashes.push(Buffer.concat(lines.map(hashOfLeaf)));
      for (const line of lines) await show(readRow(line, index++, log), visitors);
    }
  }
  await visitors.payloads.finish();
  for (const rule of visitors.rules) rule.finish();
  log.done('form and hash of every leaf', index - from);
  return Buffer.concat(hashes);
}

/** Sorted by name, which is the order of the leaves. */
export function eventFiles(files: BundleFiles): string[] {
  return files.paths.filter((path) => path.startsWith('events/'));
}

function readRow(line: Buffer, index: number, log: CheckLog): LeafRow | undefined {
  const row = readLeafRow(index, line);
  if (typeof row !== 'string') return row;
  log.fail('leaf_malformed', row, { index });
  return undefined;
}

/** A promise only where one is needed: most leaves have no payloads. */
function show(row: LeafRow | undefined, { rules, payloads, rows }: LeafVisitors): Promise<void> | undefined {
  if (row === undefined) return undefined;
  rows.add(row);
  for (const rule of rules) rule.see(row);
  return row.leaf['payloads'] === undefined ? undefined : payloads.see(row);
}
