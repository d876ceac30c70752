/** Waiting, as handlers see it; simulations give virtual time. */
export interface Timer {
  /** Runs `work` once after that many milliseconds, unless the returned function is called before. */
  after(milliseconds: number, work: () => void): () => void;
}
