/** What a producer asks of the record: is it being written, and has my event been sealed. */
export interface RecordPort {
  /** False when audit has not been heard of lately: refuse before anything is started. */
  available(): boolean;
  /** Resolves true once everything up to `sequence` is sealed; false when that did not happen in time. */
  sealed(sequence: number, timeoutMs?: number): Promise<boolean>;
  /** The newest watermark heard over this life of the connection, or null. Another incarnation may hold other events under the same numbers. */
  current(): { incarnation: string; sequence: number } | null;
}
