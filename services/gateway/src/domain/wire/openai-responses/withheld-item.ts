import type { WithheldOutcome } from '../seam/block-outcome.js';
import type { JsonObject } from '../seam/json-object.js';

export type MessageItem = JsonObject & { id: string; type: 'message' };

/** The message that stands in the place of a withheld call. Its id says of which call it tells, and is unique in the response. */
export function withheldItem({ text, machine }: WithheldOutcome, index: number): MessageItem {
  const content = [{ type: 'output_text', text, annotations: [], logprobs: [] }];
  const id = `msg_${machine.call_id}_${index}`;
  return { id, type: 'message', status: 'completed', role: 'assistant', content };
}
