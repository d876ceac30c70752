/** Letters for one reader, in the order in which they came. */
export class Mailbox<T> {
  private readonly letters: T[] = [];
  private wake: ((letter: T) => void) | null = null;

  put(letter: T): void {
    const { wake } = this;
    this.wake = null;
    if (wake) wake(letter);
    else this.letters.push(letter);
  }

  /** Waits for the next letter; one reader at a time. */
  take(): Promise<T> {
    const letter = this.letters.shift();
    return letter === undefined ? new Promise((resolve) => (this.wake = resolve)) : Promise.resolve(letter);
  }
}
