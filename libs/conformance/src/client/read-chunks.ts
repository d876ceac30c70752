import type { ChatCompletionChunk } from 'openai/resources/chat/completions';
import { finishOf, parsedArgs, type Reading } from './reading.js';

interface CustomPart {
  custom?: { name?: string; input?: string };
}

interface Collected {
  text: string;
  calls: { name: string; args: string; isCustom: boolean }[];
  finish: string | null;
}

/** Puts the chunks of a streamed chat completion together, as agents do that take them one by one. */
export async function readChunks(chunks: AsyncIterable<ChatCompletionChunk>): Promise<Reading[]> {
  const answers: Collected[] = [];
  for await (const { choices } of chunks) {
    for (const { index, delta, finish_reason: finish } of choices) {
      const answer = (answers[index] ??= { text: '', calls: [], finish: null });
      answer.text += delta.content ?? '';
      answer.finish = finish ?? answer.finish;
      for (const part of delta.tool_calls ?? []) addPart(answer, part);
      if (delta.function_call) addPart(answer, { index: 0, function: delta.function_call });
    }
  }
  return answers.map(({ text, calls, finish }) => ({
    text,
    calls: calls.map(({ name, args, isCustom }) => ({ name, args: isCustom ? args : parsedArgs(args) })),
    finish: finishOf(finish),
  }));
}

function addPart({ calls }: Collected, part: ChatCompletionChunk.Choice.Delta.ToolCall & CustomPart): void {
  const call = (calls[part.index] ??= { name: '', args: '', isCustom: part.custom !== undefined });
  call.name += part.function?.name ?? part.custom?.name ?? '';
  call.args += part.function?.arguments ?? part.custom?.input ?? '';
}
