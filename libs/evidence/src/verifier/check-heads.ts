import type { BundleFiles } from './bundle-files.js';
import type { CheckLog, Findings } from './findings.js';
import type { Manifest } from './manifest-file.js';
import { readSignedNote, type SignedNote } from './signed-note.js';
import { readTreeHead, type TreeHead } from './tree-head.js';
import type { TrustedSigners } from './trust.js';

/** The signed tree heads of a bundle; a missing one is undefined. */
export interface Heads {
  start: TreeHead | undefined;
  end: TreeHead | undefined;
}

/** Tree heads are signed by a trusted key of this very log, cosigned as asked, and belong to the range. */
export async function checkHeads(
  files: BundleFiles,
  { manifest, trust }: { manifest: Manifest; trust: TrustedSigners },
  findings: Findings,
): Promise<Heads> {
  const log = findings.begin('checkpoints');
  const read = async (
    file: string,
    mustBeThere: boolean,
  ): Promise<{ note: SignedNote; head: TreeHead } | undefined> => {
    const bytes = await files.read(file);
    if (bytes === undefined && mustBeThere) log.fail('file_missing', 'the bundle has no end checkpoint', { file });
    return bytes === undefined ? undefined : openHead(bytes, { file, origin: manifest.origin, trust }, log);
  };
  const [start, end] = [await read('log/checkpoint.start', false), await read('log/checkpoint.end', true)];
  if (end !== undefined) {
    checkQuorum(end.note, trust, log);
    checkSize(end.head, manifest, log);
  }
  const heads = { start: start?.head, end: end?.head };
  log.done(`signatures of tree heads of ${manifest.origin}`, [start, end].filter(Boolean).length);
  return heads;
}

/** Opens a checkpoint note with the keys of the log and of the witnesses. Says what is wrong and gives undefined then. */
export function openHead(
  bytes: Buffer,
  { file, origin, trust }: { file: string; origin: string; trust: TrustedSigners },
  log: CheckLog,
): { note: SignedNote; head: TreeHead } | undefined {
  const note = readSignedNote(bytes, [...trust.logs, ...trust.witnesses]);
  const head = note && readTreeHead(note.text);
  if (note === undefined || head === undefined) {
    log.fail('checkpoint_malformed', 'this is no signed checkpoint', { file });
    return undefined;
  }
  for (const name of note.bad) {
    log.fail('checkpoint_signature_invalid', `the signature of ${name} is not valid`, { file });
  }
  const isOfLog = note.good.some(({ key }) => !key.isCosigner && key.name === head.origin);
  if (!isOfLog && note.bad.length === 0) {
    log.fail(
      'untrusted_key',
      `signed by ${note.unknown.join(', ') || 'nobody'}, whom you do not trust for ${head.origin}`,
      { file },
    );
  }
  if (head.origin !== origin)
    log.fail('foreign_origin', `a tree head of ${head.origin} in a bundle of ${origin}`, { file });
  return { note, head };
}

function checkQuorum(note: SignedNote, { witnesses, quorum }: TrustedSigners, log: CheckLog): void {
  const cosigned = note.good.filter(({ key }) => witnesses.some((w) => w.name === key.name && w.id === key.id));
  const distinct = new Set(cosigned.map(({ key }) => key.key.export({ format: 'jwk' }).x));
  const file = 'log/checkpoint.end';
  for (const { key, time } of cosigned) {
    log.observe('cosigned', `${key.name} saw this tree head at ${timeText(time)}`, { file });
  }
  if (distinct.size < quorum) {
    log.fail('witness_quorum_missed', `${distinct.size} of ${quorum} needed witnesses cosigned`, { file });
  }
}

function checkSize(head: TreeHead, { to }: Manifest, log: CheckLog): void {
  const place = { file: 'log/checkpoint.end' };
  if (head.size > to) log.fail('tail_cut', `the log had ${head.size} leaves, the bundle ends at ${to}`, place);
  if (head.size < to) log.fail('manifest_mismatch', `the range ends at ${to}, the log had ${head.size} leaves`, place);
}

function timeText(seconds: number | undefined): string {
  const date = new Date((seconds ?? 0) * 1000);
  return Number.isNaN(date.getTime()) ? `${seconds} s` : date.toISOString();
}
