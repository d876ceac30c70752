/** Long waits that one key may have open at once, so that no agent can take every connection. */
const mostPerKey = 64;

/** Counts who waits here. */
export class WaitPlaces {
  private readonly taken = new Map<string, number>();

  /** Null when there is no place left; otherwise what to call when the wait is over. */
  take(keyId: string): (() => void) | null {
    const taken = this.taken.get(keyId) ?? 0;
    if (taken >= mostPerKey) return null;
    this.taken.set(keyId, taken + 1);
    return () => {
      const left = (this.taken.get(keyId) ?? 1) - 1;
      if (left > 0) this.taken.set(keyId, left);
      else this.taken.delete(keyId);
    };
  }
}
