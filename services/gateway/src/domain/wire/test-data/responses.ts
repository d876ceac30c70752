import type { JsonObject } from '../seam/json-object.js';
import { typedSse } from './wire-bytes.js';

export function functionItem(callId: string, name: string, args: string): JsonObject {
  return { id: `fc_${callId}`, type: 'function_call', status: 'completed', call_id: callId, name, arguments: args };
}

export function customItem(callId: string, name: string, input: string): JsonObject {
  return { id: `ctc_${callId}`, type: 'custom_tool_call', status: 'completed', call_id: callId, name, input };
}

export function messageItem(id: string, text: string): JsonObject {
  const content = [{ type: 'output_text', text, annotations: [], logprobs: [] }];
  return { id, type: 'message', status: 'completed', role: 'assistant', content };
}

export function reasoningItem(id: string): JsonObject {
  return {
    id,
    type: 'reasoning',
    summary: [{ type: 'summary_text', text: `thinking ${id}` }],
    encrypted_content: 'sealed',
  };
}

export function searchItem(id: string): JsonObject {
  return { id, type: 'web_search_call', status: 'completed', action: { type: 'search', query: 'x' } };
}

/** A response as the OpenAI API sends it. */
export function responseOf(output: JsonObject[], status = 'completed'): JsonObject {
  return {
    id: 'resp_67ccd3a9da748190baa7f1570fe91ac604becb25c45c1d41',
    object: 'response',
    created_at: 1741476777,
    status,
    error: null,
    incomplete_details: null,
    instructions: null,
    model: 'gpt-5-2025-08-07',
    output,
    parallel_tool_calls: true,
    previous_response_id: null,
    store: true,
    tool_choice: 'auto',
    tools: [],
    usage:
      status === 'in_progress'
        ? null
        : {
            input_tokens: 90,
            input_tokens_details: { cached_tokens: 30 },
            output_tokens: 40,
            output_tokens_details: { reasoning_tokens: 12 },
            total_tokens: 130,
          },
  };
}

/** The events that bring one item, with its text or arguments in the given pieces. */
export function itemEvents(item: JsonObject, output_index: number, pieces: string[] = []): JsonObject[] {
  const place = { output_index, item_id: item.id! };
  const done = { type: 'response.output_item.done', output_index, item };
  const added = (start: JsonObject): JsonObject => ({
    type: 'response.output_item.added',
    output_index,
    item: { ...item, ...(item.status === undefined ? {} : { status: 'in_progress' }), ...start },
  });
  const deltas = (type: string, more: JsonObject = {}): JsonObject[] =>
    pieces.map((delta) => ({ type, ...place, ...more, delta }));
  if (item.type === 'function_call') {
    const whole = {
      type: 'response.function_call_arguments.done',
      ...place,
      name: item.name!,
      arguments: item.arguments!,
    };
    return [added({ arguments: '' }), ...deltas('response.function_call_arguments.delta'), whole, done];
  }
  if (item.type === 'custom_tool_call') {
    const whole = { type: 'response.custom_tool_call_input.done', ...place, input: item.input! };
    return [added({ input: '' }), ...deltas('response.custom_tool_call_input.delta'), whole, done];
  }
  if (item.type !== 'message') return [added({}), done];
  const part = (item.content as JsonObject[])[0]!;
  const at = { ...place, content_index: 0 };
  return [
    added({ content: [] }),
    { type: 'response.content_part.added', ...at, part: { ...part, text: '' } },
    ...deltas('response.output_text.delta', { content_index: 0, logprobs: [] }),
    { type: 'response.output_text.done', ...at, text: part.text!, logprobs: [] },
    { type: 'response.content_part.done', ...at, part },
    done,
  ];
}

export function numbered(events: readonly JsonObject[]): JsonObject[] {
  return events.map((event, sequence_number) => ({ ...event, sequence_number }));
}

export const responseStart: JsonObject[] = ['response.created', 'response.in_progress'].map((type) => ({
  type,
  response: responseOf([], 'in_progress'),
}));

/** The stream of a response, one item after the other. */
export function responsesSse(items: readonly { item: JsonObject; pieces?: string[] }[], status = 'completed'): string {
  const events = items.flatMap(({ item, pieces }, index) => itemEvents(item, index, pieces));
  const end = {
    type: `response.${status}`,
    response: responseOf(
      items.map(({ item }) => item),
      status,
    ),
  };
  return typedSse(...numbered([...responseStart, ...events, end]));
}
