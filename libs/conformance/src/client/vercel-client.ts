import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { generateText, jsonSchema, streamText, tool, type LanguageModel } from 'ai';
import type { Format } from '../provider/turn.js';
import { models, noteSchema, type Question, type Target } from './question.js';
import { finishOf, type Reading } from './reading.js';

function modelOf(format: Format, { url, key: apiKey }: Target, { fetch }: Question): LanguageModel {
  const settings = { baseURL: `${url}/v1`, apiKey, fetch };
  if (format === 'messages') return createAnthropic(settings)(models.messages);
  const openai = createOpenAI(settings);
  return format === 'chat' ? openai.chat(models.chat) : openai.responses(models.responses);
}

// It would tell on the console about models that it does not know.
(globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;

/** Every format with the Vercel AI SDK. */
export async function askVercel(format: Format, target: Target, question: Question): Promise<Reading[]> {
  const schema = tool({ inputSchema: jsonSchema(noteSchema) });
  const tools = Object.fromEntries(question.tools.map((name) => [name, schema]));
  const call = {
    model: modelOf(format, target, question),
    tools,
    prompt: question.prompt,
    maxRetries: 0,
    maxOutputTokens: 256,
  };
  const failures: unknown[] = [];
  const result = question.stream
    ? streamText({ ...call, onError: ({ error }) => void failures.push(error) })
    : await generateText(call);
  const settled = await Promise.allSettled([result.text, result.toolCalls, result.finishReason]);
  if (failures.length > 0) throw failures[0];
  const [text, calls, finish] = settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  }) as [string, { toolName: string; input: unknown }[], string];
  return [
    { text, calls: calls.map(({ toolName, input }) => ({ name: toolName, args: input })), finish: finishOf(finish) },
  ];
}
