import { textOf, type JsonObject } from '../seam/json-object.js';
import type { MessageItem } from './withheld-item.js';

type Event = JsonObject & { type: string };

/** The events of an allowed call: announced, its arguments at once, done. */
export function callEvents(call: JsonObject): Event[] {
  const started: JsonObject = { ...call, ...(call.status === undefined ? {} : { status: 'in_progress' }) };
  const item_id = textOf(call.id) ?? textOf(call.call_id) ?? '';
  const ended: Event = { type: 'response.output_item.done', item: call };
  if (call.type === 'function_call') {
    const { arguments: text = '' } = call;
    return [
      { type: 'response.output_item.added', item: { ...started, arguments: '' } },
      { type: 'response.function_call_arguments.delta', item_id, delta: text },
      { type: 'response.function_call_arguments.done', item_id, name: call.name ?? '', arguments: text },
      ended,
    ];
  }
  if (call.type !== 'custom_tool_call') return [{ type: 'response.output_item.added', item: started }, ended];
  const { input = '' } = call;
  return [
    { type: 'response.output_item.added', item: { ...started, input: '' } },
    { type: 'response.custom_tool_call_input.delta', item_id, delta: input },
    { type: 'response.custom_tool_call_input.done', item_id, input },
    ended,
  ];
}

/** The events of the message in the place of a withheld call. */
export function messageEvents(item: MessageItem, text: string): Event[] {
  const place = { item_id: item.id, content_index: 0 };
  const part = { type: 'output_text', text, annotations: [], logprobs: [] };
  return [
    { type: 'response.output_item.added', item: { ...item, status: 'in_progress', content: [] } },
    { type: 'response.content_part.added', ...place, part: { ...part, text: '' } },
    { type: 'response.output_text.delta', ...place, delta: text, logprobs: [] },
    { type: 'response.output_text.done', ...place, text, logprobs: [] },
    { type: 'response.content_part.done', ...place, part },
    { type: 'response.output_item.done', item },
  ];
}
