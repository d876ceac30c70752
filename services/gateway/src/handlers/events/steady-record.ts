import type { RecordPort } from '@countersign/messaging';

/**
 * The record for one piece of work. One wait for what was published last covers everything before it only as long as the
 * connection holds: a bus that lost power may have lost what it acknowledged earlier. So nothing counts as sealed once
 * the connection has broken since the work began.
 */
export function steadyRecord(record: RecordPort): RecordPort {
  const begun = record.current()?.incarnation;
  return {
    available: () => record.available(),
    current: () => record.current(),
    sealed: async (sequence, timeoutMs) =>
      (await record.sealed(sequence, timeoutMs)) && record.current()?.incarnation === begun,
  };
}
