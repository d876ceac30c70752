/** One question at a time per key: whoever asks meanwhile gets the same answer. */
export class SingleFlight<T> {
  private readonly flying = new Map<string, Promise<T>>();

  run(key: string, work: () => Promise<T>): Promise<T> {
    const known = this.flying.get(key);
    if (known) return known;
    const flight = work().finally(() => {
      if (this.flying.get(key) === flight) this.flying.delete(key);
    });
    this.flying.set(key, flight);
    return flight;
  }

  /** Lets the next asker start anew, since an answer on its way may tell of a state that is over. */
  forget(key: string): void {
    this.flying.delete(key);
  }

  forgetAll(): void {
    this.flying.clear();
  }
}
