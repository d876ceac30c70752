import { piecesOf, type CallPart, type Frame, type Part, type Turn } from './turn.js';

const envelope = {
  id: 'chatcmpl-conformance',
  created: 1_760_000_000,
  model: 'conformance-chat-2026-01-01',
  service_tier: 'default',
  system_fingerprint: 'fp_44709d6fcb',
};
const usage = { prompt_tokens: 11, completion_tokens: 7, total_tokens: 18 };

const isCall = (part: Part): part is CallPart =>
  part.kind === 'call' || part.kind === 'custom' || part.kind === 'legacy';

function textIn(parts: readonly Part[]): string | null {
  const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
  return texts.length === 0 ? null : texts.join('');
}

function finishOf(parts: readonly Part[], stop?: string): string {
  if (stop !== undefined) return stop;
  if (parts.some(({ kind }) => kind === 'legacy')) return 'function_call';
  return parts.some(isCall) ? 'tool_calls' : 'stop';
}

function wholeCall({ kind, id, name, args }: CallPart): object {
  if (kind === 'custom') return { id, type: 'custom', custom: { name, input: args } };
  return { id, type: 'function', function: { name, arguments: args } };
}

function messageOf(parts: readonly Part[]): object {
  const calls = parts.flatMap((part) => (isCall(part) && part.kind !== 'legacy' ? [wholeCall(part)] : []));
  const blocks = parts.flatMap((part) => (part.kind === 'block' ? [part.block] : []));
  const legacy = parts.find((part): part is CallPart => part.kind === 'legacy');
  return {
    role: 'assistant',
    content: textIn(parts),
    refusal: null,
    annotations: [],
    ...(calls.length + blocks.length > 0 ? { tool_calls: [...calls, ...blocks] } : {}),
    ...(legacy ? { function_call: { name: legacy.name, arguments: legacy.args } } : {}),
  };
}

/** A chat completion as the OpenAI API sends it. */
export function chatAnswer({ answers, stop }: Turn): object {
  const choices = answers.map((parts, index) => ({
    index,
    message: messageOf(parts),
    logprobs: null,
    finish_reason: finishOf(parts, stop),
  }));
  return { ...envelope, object: 'chat.completion', choices, usage };
}

function chunk(delta: object, index: number, finish: string | null = null): string {
  const choices = [{ index, delta, logprobs: null, finish_reason: finish }];
  return `data: ${JSON.stringify({ ...envelope, object: 'chat.completion.chunk', choices })}\n\n`;
}

/** The deltas of one call: who is called, then its arguments in pieces. */
function callDeltas({ kind, id, name, args }: CallPart, index: number, piece: number): object[] {
  if (kind === 'legacy') {
    const rest = piecesOf(args, piece).map((text) => ({ function_call: { arguments: text } }));
    return [{ function_call: { name, arguments: '' } }, ...rest];
  }
  const [type, member] = kind === 'custom' ? (['custom', 'input'] as const) : (['function', 'arguments'] as const);
  const head = { index, id, type, [type]: { name, [member]: '' } };
  const rest = piecesOf(args, piece).map((text) => ({ index, [type]: { [member]: text } }));
  return [head, ...rest].map((call) => ({ tool_calls: [call] }));
}

function deltasOf(part: Part, index: number, piece: number): object[] {
  if (part.kind === 'text') return piecesOf(part.text, piece).map((content) => ({ content }));
  if (part.kind === 'block') return [{ tool_calls: [{ index, ...part.block }] }];
  return isCall(part) ? callDeltas(part, index, piece) : [];
}

/** One delta of each list in turn, until all are used up. */
function inTurns<T>(lists: readonly T[][]): T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat();
}

/** The chunks of a streamed chat completion; answers come in turns, as they do with `n` above one. */
export function chatStream({ answers, piece = 4, interleaved = false, stop }: Turn, withUsage: boolean): Frame[] {
  const perAnswer = answers.map((parts, answer) => {
    let next = 0;
    const perPart = parts.map((part, of) => {
      const index = part.kind === 'text' ? 0 : next++;
      return deltasOf(part, index, piece).map((delta): Frame => ({ text: chunk(delta, answer), of }));
    });
    return interleaved ? inTurns(perPart) : perPart.flat();
  });
  const starts = answers.map((_, answer): Frame => {
    return { text: chunk({ role: 'assistant', content: '', refusal: null }, answer), of: 'start' };
  });
  const ends = answers.map((parts, answer): Frame => ({ text: chunk({}, answer, finishOf(parts, stop)), of: 'end' }));
  const counts = { ...envelope, object: 'chat.completion.chunk', choices: [], usage };
  const tail = [...(withUsage ? [`data: ${JSON.stringify(counts)}\n\n`] : []), 'data: [DONE]\n\n'];
  return [...starts, ...inTurns(perAnswer), ...ends, ...tail.map((text): Frame => ({ text, of: 'end' }))];
}
