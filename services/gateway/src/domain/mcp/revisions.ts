/** The revision that carries everything with each request: no sessions, results that may ask for input. */
export const modernRevision = '2026-07-28';
/** Revisions that begin with `initialize`, newest first. */
export const legacyRevisions = ['2025-11-25', '2025-06-18', '2025-03-26'] as const;

export const supportedRevisions: readonly string[] = [modernRevision, ...legacyRevisions];

/** The revision in which tasks and links for people came to be part of sessions. */
export const newestLegacyRevision = legacyRevisions[0];

export function isLegacyRevision(revision: string): boolean {
  return (legacyRevisions as readonly string[]).includes(revision);
}
