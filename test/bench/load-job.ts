/** What the load process is asked to do. */
export interface LoadJob {
  origin: string;
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
  /** What a right answer contains; anything else is a failure. */
  expected: string;
  /** The latency is that of the first piece of the answer, which contains what is expected; the rest is read all the same. */
  firstByte?: true;
  connections: number;
  seconds: number;
}

/** Latencies in milliseconds, of right answers after the warm-up. */
export interface LoadResult {
  perSecond: number;
  p50: number;
  p99: number;
  /** Requests sent, warm-up included. */
  total: number;
  failed: number;
  failure?: string | undefined;
}
