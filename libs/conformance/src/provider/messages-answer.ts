import { piecesOf, type Frame, type Part, type Turn } from './turn.js';

type Block = Record<string, unknown>;

const usage = { input_tokens: 11, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 7 };

function parsedOr(args: string): unknown {
  try {
    return JSON.parse(args === '' ? '{}' : args);
  } catch {
    throw new Error('a whole message of Anthropic cannot hold arguments that are no JSON');
  }
}

function blockOf(part: Part): Block {
  if (part.kind === 'text') return { type: 'text', text: part.text };
  if (part.kind === 'thinking') return { type: 'thinking', thinking: part.text, signature: part.signature };
  if (part.kind === 'block') return part.block;
  return { type: 'tool_use', id: part.id, name: part.name, input: parsedOr(part.args) };
}

function stopOf(parts: readonly Part[], stop?: string): string {
  return stop ?? (parts.some(({ kind }) => kind === 'call') ? 'tool_use' : 'end_turn');
}

function messageOf(content: Block[], stop_reason: string | null): object {
  const head = { id: 'msg_conformance', type: 'message', role: 'assistant', model: 'conformance-messages-2026-01-01' };
  return { ...head, content, stop_reason, stop_sequence: null, usage };
}

/** A message as the Anthropic API sends it. */
export function messagesAnswer({ answers, stop }: Turn): object {
  const parts = answers[0] ?? [];
  return messageOf(parts.map(blockOf), stopOf(parts, stop));
}

/** How a block starts, and the deltas that bring the rest of it. */
function streamed(part: Part, piece: number): { start: Block; deltas: object[] } {
  if (part.kind === 'text') {
    const deltas = piecesOf(part.text, piece).map((text) => ({ type: 'text_delta', text }));
    return { start: { type: 'text', text: '' }, deltas };
  }
  if (part.kind === 'thinking') {
    const thoughts = piecesOf(part.text, piece).map((thinking) => ({ type: 'thinking_delta', thinking }));
    const deltas = [...thoughts, { type: 'signature_delta', signature: part.signature }];
    return { start: { type: 'thinking', thinking: '', signature: '' }, deltas };
  }
  if (part.kind === 'block') return { start: part.block, deltas: [] };
  const pieces = ['', ...piecesOf(part.args, piece)];
  const deltas = pieces.map((partial_json) => ({ type: 'input_json_delta', partial_json }));
  return { start: { type: 'tool_use', id: part.id, name: part.name, input: {} }, deltas };
}

function frame(of: Frame['of'], event: Block & { type: string }): Frame {
  return { of, text: `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n` };
}

/** The events of a streamed message. */
export function messagesStream({ answers, piece = 4, stop }: Turn): Frame[] {
  const parts = answers[0] ?? [];
  const blocks = parts.flatMap((part, index) => {
    const { start, deltas } = streamed(part, piece);
    return [
      frame(index, { type: 'content_block_start', index, content_block: start }),
      ...deltas.map((delta) => frame(index, { type: 'content_block_delta', index, delta })),
      frame(index, { type: 'content_block_stop', index }),
    ];
  });
  const delta = { stop_reason: stopOf(parts, stop), stop_sequence: null };
  return [
    frame('start', { type: 'message_start', message: messageOf([], null) }),
    frame('start', { type: 'ping' }),
    ...blocks,
    frame('end', { type: 'message_delta', delta, usage: { output_tokens: 7 } }),
    frame('end', { type: 'message_stop' }),
  ];
}
