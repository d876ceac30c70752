import type { ChatRequest } from './chat-request.js';
import type { Turn } from './turn.js';

export interface Stamp {
  id: string;
  created: number;
  callId: (index: number) => string;
}

const charactersPerToken = 4;
const tokens = (text: string) => Math.ceil(text.length / charactersPerToken);

function produced(turn: Turn): string {
  return turn.text + (turn.kind === 'calls' ? turn.calls.map((call) => call.name + call.arguments).join('') : '');
}

export function usageOf(request: ChatRequest, turn: Turn) {
  const prompt = tokens(JSON.stringify(request.messages) + JSON.stringify(request.tools ?? ''));
  const completion = tokens(produced(turn));
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

export const finishReason = (turn: Turn) => (turn.kind === 'calls' ? 'tool_calls' : 'stop');

function message(turn: Turn, stamp: Stamp) {
  if (turn.kind === 'text') return { role: 'assistant', content: turn.text, refusal: null };
  const toolCalls = turn.calls.map((call, index) => ({ id: stamp.callId(index), type: 'function', function: call }));
  return { role: 'assistant', content: turn.text || null, refusal: null, tool_calls: toolCalls };
}

/** The answer in one piece. */
export function completion(request: ChatRequest, turn: Turn, stamp: Stamp) {
  return {
    id: stamp.id,
    object: 'chat.completion',
    created: stamp.created,
    model: request.model,
    choices: [{ index: 0, message: message(turn, stamp), logprobs: null, finish_reason: finishReason(turn) }],
    usage: usageOf(request, turn),
  };
}
