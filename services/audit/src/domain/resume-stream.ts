import type { StreamPosition } from './stream-position.js';

export interface StreamFacts {
  /** When the stream was made; a re-created one has another. */
  created: string;
  first: number;
  last: number;
  /** Digest of the message that the stream now holds at the stored position; null when it holds none there. */
  digestAtPosition: string | null;
  /** Messages up to here were found missing by a reader before. */
  missingUpTo: number;
}

export interface Resumption {
  /** Names this life of the stream to those who wait for the watermark. */
  incarnation: string;
  /** Everything up to here is sealed; reading goes on behind it. */
  after: number;
}

/**
 * Where a new sealer goes on reading. Sequence numbers mean something only within one life of the stream. A stream that
 * was re-created or lost its tail in a power failure gives the numbers that we know to other messages: it is read again
 * from its first message, under a new name. One that lost messages before they were sealed goes on behind them, under a
 * new name too, so that nobody takes a watermark beyond them for theirs: their producers publish them again.
 */
export function resumeStream(stored: StreamPosition, stream: StreamFacts, epoch: number): Resumption {
  const firstReadable = Math.max(stream.first, stream.missingUpTo + 1, 1);
  const isSameStream = stored.incarnation !== null && stored.incarnation.split('#')[0] === stream.created;
  if (!isSameStream) return { incarnation: stream.created, after: firstReadable - 1 };
  const isIntact = stored.sequence <= stream.last && [null, stored.digest].includes(stream.digestAtPosition);
  const goesOn = isIntact && stored.sequence + 1 >= firstReadable;
  if (!goesOn) return { incarnation: `${stream.created}#${epoch}`, after: firstReadable - 1 };
  return { incarnation: stored.incarnation as string, after: stored.sequence };
}
