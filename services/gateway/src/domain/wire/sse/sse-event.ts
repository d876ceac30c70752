/** One server-sent event as it was dispatched: comments, ids and retry hints are gone. */
export interface SseEvent {
  event?: string;
  data: string;
}
