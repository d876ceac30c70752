/** What the load process is asked to do. */
export interface LoadJob {
  origin: string;
  method: 'GET' | 'POST';
  path: string;
  headers: Record<string, string>;
  body?: string;
  /** What a right answer contains; anything else is a failure. */
  expected: string;
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
