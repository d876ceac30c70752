import type { ChatRequest } from './chat-request.js';
import { finishReason, usageOf, type Stamp } from './completion.js';
import type { Turn } from './turn.js';

const pieceLength = 12;

function pieces(text: string): string[] {
  return text.match(new RegExp(`[\\s\\S]{1,${pieceLength}}`, 'gu')) ?? [];
}

function callDeltas(turn: Turn, stamp: Stamp): object[] {
  if (turn.kind === 'text') return [];
  return turn.calls.flatMap((call, index) => [
    {
      tool_calls: [{ index, id: stamp.callId(index), type: 'function', function: { name: call.name, arguments: '' } }],
    },
    ...pieces(call.arguments).map((part) => ({ tool_calls: [{ index, function: { arguments: part } }] })),
  ]);
}

/** The answer as a provider streams it: role first, then words and arguments in pieces, the reason to end, the usage. */
export function completionChunks(request: ChatRequest, turn: Turn, stamp: Stamp): object[] {
  const withUsage = request.stream_options?.include_usage === true;
  const chunk = (choices: object[], usage: object | null = null) => ({
    id: stamp.id,
    object: 'chat.completion.chunk',
    created: stamp.created,
    model: request.model,
    choices,
    ...(withUsage ? { usage } : {}),
  });
  const choice = (delta: object, reason: string | null = null) =>
    chunk([{ index: 0, delta, logprobs: null, finish_reason: reason }]);
  return [
    choice({ role: 'assistant', content: turn.kind === 'calls' && !turn.text ? null : '' }),
    ...pieces(turn.text).map((content) => choice({ content })),
    ...callDeltas(turn, stamp).map((delta) => choice(delta)),
    choice({}, finishReason(turn)),
    ...(withUsage ? [chunk([], usageOf(request, turn))] : []),
  ];
}
