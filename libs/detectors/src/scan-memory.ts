import type { Hit } from './finding.js';

/** What was found in texts that were looked through before. Implementations hold places only, never what is there. */
export interface ScanMemory {
  /** What the same detectors found in this very text; undefined when that is not known. */
  recall(text: string): readonly Hit[] | undefined;
  keep(text: string, hits: readonly Hit[]): void;
}

/** To look through a shorter text costs less than to remember it. */
const shortestKept = 512;

/** Looks through a text, or remembers what was found in it. */
export function scanOnce(text: string, scan: (text: string) => Hit[], memory?: ScanMemory): readonly Hit[] {
  if (!memory || text.length < shortestKept) return scan(text);
  const known = memory.recall(text);
  if (known) return known;
  const hits = scan(text);
  memory.keep(text, hits);
  return hits;
}
