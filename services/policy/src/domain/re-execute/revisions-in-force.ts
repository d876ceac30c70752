/** A replica that cannot see a newer revision denies everything after at most this long (POLICY_STALE_SECONDS). */
const longestStaleMs = 600_000;
/** How far the clocks of two replicas may be apart. */
const skewMs = 5_000;

interface Published {
  revision: string;
  atMs: number;
}

/** Which revisions were in force when, as far as the record tells. */
export class RevisionsInForce {
  private readonly published: Published[] = [];

  /** `isFromStart`: the record begins with the first event; otherwise revisions before it are not known. */
  constructor(private readonly isFromStart: boolean) {}

  add(revision: string, atMs: number): void {
    this.published.push({ revision, atMs });
    this.published.sort((a, b) => a.atMs - b.atMs);
  }

  /** Whether a decision at this moment may have been made under the revision: the newest one then, or one just replaced. */
  mayHaveBeen(revision: string, atMs: number): boolean {
    const [first] = this.published;
    if (!this.isFromStart && atMs <= (first?.atMs ?? Infinity) + longestStaleMs) return true;
    return this.published.some((one, position) => {
      const replacedAt = this.published[position + 1]?.atMs ?? Infinity;
      return one.revision === revision && one.atMs - skewMs <= atMs && atMs <= replacedAt + longestStaleMs;
    });
  }
}
