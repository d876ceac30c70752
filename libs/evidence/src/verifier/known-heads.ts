import { openHead } from './check-heads.js';
import type { SeenHead } from './check-history.js';
import type { Findings } from './findings.js';
import type { TrustedSigners } from './trust.js';

/** Opens the checkpoints that the auditor kept; one that is not of this log and validly signed is a failure. */
export function readKnownHeads(
  notes: readonly string[],
  { origin, trust }: { origin: string; trust: TrustedSigners },
  findings: Findings,
): SeenHead[] {
  const log = findings.begin('known checkpoints');
  const heads = notes.flatMap((note, i): SeenHead[] => {
    const opened = openHead(Buffer.from(note), { file: `known checkpoint ${i + 1}`, origin, trust }, log);
    return opened === undefined ? [] : [{ head: opened.head, seenBy: 'auditor', place: {} }];
  });
  log.done('signatures of the checkpoints that you kept', notes.length);
  return heads;
}
