import type { JsonObject } from '../seam/json-object.js';
import { typedSse } from './wire-bytes.js';

export function toolUse(id: string, name: string, input: JsonObject): JsonObject {
  return { type: 'tool_use', id, name, input };
}

export const thinking = { type: 'thinking', thinking: 'I should look.', signature: 'EqoBCkgIARABGAIiQL5N' };

/** A message as the Anthropic API sends it. */
export function anthropicMessage(content: JsonObject[], stop = 'tool_use'): JsonObject {
  return {
    id: 'msg_01XFDUDYJgAACzvnptvVoYEL',
    type: 'message',
    role: 'assistant',
    model: 'claude-sonnet-4-5-20250929',
    content,
    stop_reason: stop,
    stop_sequence: null,
    usage: { input_tokens: 40, cache_creation_input_tokens: 10, cache_read_input_tokens: 50, output_tokens: 21 },
  };
}

/** A block of a stream: its content, and the deltas that bring it. */
interface StreamedBlock {
  start: JsonObject;
  deltas: JsonObject[];
}

export function textBlock(...pieces: string[]): StreamedBlock {
  return { start: { type: 'text', text: '' }, deltas: pieces.map((text) => ({ type: 'text_delta', text })) };
}

export function toolBlock(id: string, name: string, pieces: string[]): StreamedBlock {
  const deltas = ['', ...pieces].map((partial_json) => ({ type: 'input_json_delta', partial_json }));
  return { start: toolUse(id, name, {}), deltas };
}

export const thinkingBlock: StreamedBlock = {
  start: { type: 'thinking', thinking: '', signature: '' },
  deltas: [
    { type: 'thinking_delta', thinking: 'I should look.' },
    { type: 'signature_delta', signature: 'EqoBCkgIARABGAIiQL5N' },
  ],
};

export function messageStart(): JsonObject {
  const usage = { input_tokens: 40, cache_creation_input_tokens: 10, cache_read_input_tokens: 50, output_tokens: 1 };
  return { type: 'message_start', message: { ...anthropicMessage([]), stop_reason: null, usage } };
}

export function messageEnd(stop: string): JsonObject[] {
  const delta = { stop_reason: stop, stop_sequence: null };
  return [{ type: 'message_delta', delta, usage: { output_tokens: 21 } }, { type: 'message_stop' }];
}

export function blockEvents({ start, deltas }: StreamedBlock, index: number): JsonObject[] {
  return [
    { type: 'content_block_start', index, content_block: start },
    ...deltas.map((delta) => ({ type: 'content_block_delta', index, delta })),
    { type: 'content_block_stop', index },
  ];
}

/** The stream of a message, one block after the other. */
export function messageSse(blocks: readonly StreamedBlock[], stop = 'tool_use'): string {
  return typedSse(messageStart(), { type: 'ping' }, ...blocks.flatMap(blockEvents), ...messageEnd(stop));
}
