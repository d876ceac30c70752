/** Runs one piece of work at a time, in the order asked for. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Reading which revision is in force and putting it in force are one piece of work: side by side, an older one that was
 * read first could be put over a newer one.
 */
export function turns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}
