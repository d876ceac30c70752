import { piecesOf, type Frame, type Part, type Turn } from './turn.js';

type Item = Record<string, unknown> & { id: string; type: string };
type Event = Record<string, unknown> & { type: string };

const usage = {
  input_tokens: 11,
  input_tokens_details: { cached_tokens: 0 },
  output_tokens: 7,
  output_tokens_details: { reasoning_tokens: 0 },
  total_tokens: 18,
};

function itemOf(part: Part, index: number): Item {
  const status = 'completed';
  if (part.kind === 'block') return { id: `item_${index}`, type: 'unknown', ...part.block };
  if (part.kind === 'text') {
    const content = [{ type: 'output_text', text: part.text, annotations: [], logprobs: [] }];
    return { id: `msg_${index}`, type: 'message', status, role: 'assistant', content };
  }
  if (part.kind === 'thinking') {
    const summary = [{ type: 'summary_text', text: part.text }];
    return { id: `rs_${index}`, type: 'reasoning', summary, encrypted_content: part.signature };
  }
  const { id: call_id, name, args } = part;
  if (part.kind === 'custom') {
    return { id: `ctc_${index}`, type: 'custom_tool_call', status, call_id, name, input: args };
  }
  return { id: `fc_${index}`, type: 'function_call', status, call_id, name, arguments: args };
}

function responseOf(id: string, output: Item[], status: string): object {
  return {
    ...{ id, object: 'response', created_at: 1_760_000_000, status, error: null, incomplete_details: null },
    ...{ instructions: null, model: 'conformance-responses-2026-01-01', output, parallel_tool_calls: true },
    ...{ previous_response_id: null, store: true, tool_choice: 'auto', tools: [], metadata: {} },
    usage: status === 'completed' ? usage : null,
  };
}

/** A response as the OpenAI API sends it. */
export function responsesAnswer({ answers }: Turn, id: string): object {
  return responseOf(id, (answers[0] ?? []).map(itemOf), 'completed');
}

/** What is announced of an item before anything in it has come. */
function announced(item: Item): Item {
  const started = item['status'] === undefined ? item : { ...item, status: 'in_progress' };
  if (item.type === 'message') return { ...started, content: [] };
  if (item.type === 'function_call') return { ...started, arguments: '' };
  return item.type === 'custom_tool_call' ? { ...started, input: '' } : started;
}

function textEvents(part: Part & { kind: 'text' }, at: object, piece: number): Event[] {
  const place = { ...at, content_index: 0 };
  const whole = { type: 'output_text', text: part.text, annotations: [], logprobs: [] };
  return [
    { type: 'response.content_part.added', ...place, part: { ...whole, text: '' } },
    ...piecesOf(part.text, piece).map((delta) => ({
      ...{ type: 'response.output_text.delta', ...place, delta, logprobs: [] },
    })),
    { type: 'response.output_text.done', ...place, text: part.text, logprobs: [] },
    { type: 'response.content_part.done', ...place, part: whole },
  ];
}

function contentEvents(part: Part, at: object, piece: number): Event[] {
  if (part.kind === 'text') return textEvents(part, at, piece);
  if (part.kind === 'call') {
    const { name, args } = part;
    const deltas = piecesOf(args, piece).map((delta) => {
      return { type: 'response.function_call_arguments.delta', ...at, delta };
    });
    return [...deltas, { type: 'response.function_call_arguments.done', ...at, name, arguments: args }];
  }
  if (part.kind !== 'custom') return [];
  const deltas = piecesOf(part.args, piece).map((delta) => {
    return { type: 'response.custom_tool_call_input.delta', ...at, delta };
  });
  return [...deltas, { type: 'response.custom_tool_call_input.done', ...at, input: part.args }];
}

/** The events of a streamed response, numbered as the OpenAI API numbers them. */
export function responsesStream({ answers, piece = 4 }: Turn, id: string): Frame[] {
  const parts = answers[0] ?? [];
  const items = parts.map(itemOf);
  const starts = ['response.created', 'response.in_progress'].map((type) => {
    return { of: 'start' as const, event: { type, response: responseOf(id, [], 'in_progress') } as Event };
  });
  const flow = parts.flatMap((part, of) => {
    const item = items[of] as Item;
    const at = { output_index: of, item_id: item.id };
    const events: Event[] = [
      { type: 'response.output_item.added', output_index: of, item: announced(item) },
      ...contentEvents(part, at, piece),
      { type: 'response.output_item.done', output_index: of, item },
    ];
    return events.map((event) => ({ of, event }));
  });
  const end: Event = { type: 'response.completed', response: responseOf(id, items, 'completed') };
  return [...starts, ...flow, { of: 'end' as const, event: end }].map(({ of, event }, sequence_number): Frame => {
    return { of, text: `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number })}\n\n` };
  });
}
