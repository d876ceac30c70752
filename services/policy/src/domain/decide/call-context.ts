/** What is known about the circumstances of a call. What is left out is unknown, and unknown never helps a call. */
export interface CallContext {
  nowMs: number;
  /** The person the run acts for; null when nobody does. */
  principal?: string | null;
  /** Who asked for the call, where that is a person. */
  requester?: string;
  environment?: string;
  /** Labels that the run has collected. */
  labels?: readonly string[];
  /** Categories of data found in the prompt or the arguments. */
  data?: readonly string[];
  /** Where they were found; never what. */
  findings?: readonly DataFinding[];
  /** Earlier calls of the run that were let through, oldest first. */
  history?: readonly EarlierCall[];
  /** How many calls of each tool came before those in `history`, where it does not reach back to the run's start. */
  forgotten?: ReadonlyMap<string, number>;
  /** Values of counters as the record has them, by key: they reach further back than a history that was cut off. */
  counted?: Readonly<Record<string, number>>;
}

export interface EarlierCall {
  tool: string;
  atMs: number;
}

/** A place in a request at which a detector found something. */
export interface DataFinding {
  category: string;
  detector: string;
  pointer: string;
  start: number;
  end: number;
}
