import type { JsonValue } from '@countersign/evidence';

/** A tool call as a model or an agent wants it. */
export interface Wish {
  tool: string;
  values: Record<string, JsonValue>;
}

interface Call {
  index?: number;
  function?: { name?: string; arguments?: string };
}

const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
const head = { id: 'chatcmpl-1', created: 1_767_225_600, model: 'demo-model' };

/** A whole answer with these tool calls, as the chat completions API sends it. */
export function chatCompletion(wishes: readonly Wish[]): string {
  const calls = wishes.map(({ tool, values }, nth) => ({
    id: `tool_${nth}`,
    type: 'function',
    function: { name: tool, arguments: JSON.stringify(values) },
  }));
  const isTalk = calls.length === 0;
  const message = { role: 'assistant', content: isTalk ? 'Nothing to do.' : null, refusal: null };
  const choice = {
    index: 0,
    message: isTalk ? message : { ...message, tool_calls: calls },
    logprobs: null,
    finish_reason: isTalk ? 'stop' : 'tool_calls',
  };
  return JSON.stringify({ ...head, object: 'chat.completion', choices: [choice], usage });
}

/** The same in the pieces in which it is streamed. */
export function chatChunks(wishes: readonly Wish[]): string[] {
  const calls = wishes.flatMap(({ tool, values }, index) => [
    chunk({ tool_calls: [{ index, id: `tool_${index}`, type: 'function', function: { name: tool, arguments: '' } }] }),
    chunk({ tool_calls: [{ index, function: { arguments: JSON.stringify(values) } }] }),
  ]);
  const finish = chunk({}, wishes.length === 0 ? 'stop' : 'tool_calls');
  return [chunk({ role: 'assistant', content: 'Let me see. ' }), ...calls, finish, 'data: [DONE]\n\n'];
}

function chunk(delta: object, finish: string | null = null): string {
  const choices = [{ index: 0, delta, logprobs: null, finish_reason: finish }];
  return `data: ${JSON.stringify({ ...head, object: 'chat.completion.chunk', choices })}\n\n`;
}

/** A tool call that an agent finds in an answer. */
export interface PassedCall {
  tool: string;
  /** As the agent gets them. */
  arguments: string;
}

export function callsInCompletion(body: string): PassedCall[] {
  const { choices } = JSON.parse(body) as { choices: { message: { tool_calls?: Call[] } }[] };
  return join(choices.flatMap(({ message }) => (message.tool_calls ?? []).map((call, index) => ({ ...call, index }))));
}

export function callsInFrames(frames: string): PassedCall[] {
  const lines = frames.split('\n').filter((line) => line.startsWith('data: {'));
  const chunks = lines.map((line) => JSON.parse(line.slice(6)) as { choices?: { delta?: { tool_calls?: Call[] } }[] });
  return join(chunks.flatMap(({ choices = [] }) => choices.flatMap(({ delta }) => delta?.tool_calls ?? [])));
}

function join(parts: readonly Call[]): PassedCall[] {
  const calls = new Map<number, PassedCall>();
  for (const { index = 0, function: part } of parts) {
    const known = calls.get(index) ?? { tool: '', arguments: '' };
    calls.set(index, { tool: known.tool + (part?.name ?? ''), arguments: known.arguments + (part?.arguments ?? '') });
  }
  return [...calls.values()];
}
