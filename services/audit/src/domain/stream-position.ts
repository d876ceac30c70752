/** How far the event stream is sealed. */
export interface StreamPosition {
  /** Which life of the stream `sequence` counts in; null before the first batch ever. */
  incarnation: string | null;
  sequence: number;
  /** Digest of the message at `sequence`, by which a stream that lost its tail is told from one that did not. */
  digest: string | null;
}

export const beforeFirstMessage: StreamPosition = { incarnation: null, sequence: 0, digest: null };
