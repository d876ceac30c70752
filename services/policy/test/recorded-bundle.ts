import { canonicalJson } from '@countersign/evidence';
import { parseEventMessage, type PreparedEvent } from '@countersign/messaging';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

interface Recorded {
  leaf: Record<string, unknown> & { data: Record<string, unknown> };
  payloads: Record<string, { salt: string; body: string } | 'erased'>;
}

/** An event as the record keeps it; `change` is what a forger does to it. */
export function recorded(
  { subject, body }: PreparedEvent,
  change: (one: Recorded) => void = () => undefined,
): Recorded {
  const parsed = parseEventMessage(subject, body);
  if (!parsed.ok) throw new Error(parsed.refusal.message);
  const { leafBytes, payloads } = parsed.value;
  const leaf = JSON.parse(Buffer.from(leafBytes).toString()) as Recorded['leaf'];
  const one: Recorded = { leaf, payloads: { ...payloads } as Recorded['payloads'] };
  change(one);
  return one;
}

/** The files of a bundle that re-execution reads; returns the folder and how to remove it. */
export function writeRecord(events: readonly Recorded[]): { directory: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'countersign-record-'));
  for (const name of ['events', 'payloads']) mkdirSync(join(directory, name));
  const lines = events.map(({ leaf }) => `${canonicalJson(leaf as never)}\n`);
  const opened = events.flatMap(({ payloads }, index) =>
    Object.entries(payloads).map(([name, payload]) => {
      const row =
        payload === 'erased'
          ? { index, name, closed: 'erased' }
          : { index, name, salt: payload.salt, bytes: payload.body };
      return `${canonicalJson(row as never)}\n`;
    }),
  );
  writeFileSync(join(directory, 'events/0000000000000000.ndjson'), lines.join(''));
  writeFileSync(join(directory, 'payloads/0000000000000000.ndjson'), opened.join(''));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
