import OpenAI from 'openai';
import type { ChatCompletion, ChatCompletionTool } from 'openai/resources/chat/completions';
import type { Response as OpenAIResponse, Tool } from 'openai/resources/responses/responses';
import { models, noteSchema, type Question, type Target } from './question.js';
import { readChunks } from './read-chunks.js';
import { finishOf, parsedArgs, type Reading } from './reading.js';

function clientOf({ url, key }: Target, { fetch }: Question): OpenAI {
  return new OpenAI({ baseURL: `${url}/v1`, apiKey: key, maxRetries: 0, fetch });
}

function chatTools({ tools, customTools = [] }: Question): ChatCompletionTool[] {
  return [
    ...tools.map((name) => ({ type: 'function' as const, function: { name, parameters: noteSchema } })),
    ...customTools.map((name) => ({ type: 'custom' as const, custom: { name } })),
  ];
}

function readingOf({ message, finish_reason: finish }: ChatCompletion['choices'][number]): Reading {
  const calls = (message.tool_calls ?? []).map((call) =>
    call.type === 'custom'
      ? { name: call.custom.name, args: call.custom.input as unknown }
      : { name: call.function.name, args: parsedArgs(call.function.arguments) },
  );
  const { function_call: legacy } = message;
  if (legacy) calls.push({ name: legacy.name, args: parsedArgs(legacy.arguments) });
  return { text: message.content ?? '', calls, finish: finishOf(finish) };
}

/** Chat completions with the official library; one reading for each answer. */
export async function askChat(target: Target, question: Question): Promise<Reading[]> {
  const body = {
    model: models.chat,
    messages: [{ role: 'user' as const, content: question.prompt }],
    ...(question.answers === undefined ? {} : { n: question.answers }),
    ...(question.tools.length + (question.customTools?.length ?? 0) > 0 ? { tools: chatTools(question) } : {}),
  };
  const { chat } = clientOf(target, question);
  const options = question.signal ? { signal: question.signal } : {};
  // The library's helper for streams knows no custom tools.
  if (question.stream && question.customTools) {
    return readChunks(await chat.completions.create({ ...body, stream: true }, options));
  }
  const completion = question.stream
    ? await chat.completions.stream(body, options).finalChatCompletion()
    : await chat.completions.create(body, options);
  return completion.choices.map(readingOf);
}

function responsesTools({ tools, customTools = [] }: Question): Tool[] {
  return [
    ...tools.map((name) => ({ type: 'function' as const, name, parameters: noteSchema, strict: true })),
    ...customTools.map((name) => ({ type: 'custom' as const, name })),
  ];
}

function readResponse({ output, status }: OpenAIResponse): Reading {
  const calls = output.flatMap((item) => {
    if (item.type === 'function_call') return [{ name: item.name, args: parsedArgs(item.arguments) }];
    return item.type === 'custom_tool_call' ? [{ name: item.name, args: item.input as unknown }] : [];
  });
  const texts = output.flatMap((item) =>
    item.type === 'message' ? item.content.map((part) => (part.type === 'output_text' ? part.text : '')) : [],
  );
  const finish = calls.length > 0 ? 'calls' : 'stop';
  return { text: texts.join('\n'), calls, finish: status === 'completed' ? finish : (status ?? 'none') };
}

/** Responses with the official library. `previous`: the response that this one goes on from. */
export async function askResponses(target: Target, question: Question, previous?: string): Promise<Reading[]> {
  const body = {
    model: models.responses,
    input: question.prompt,
    ...(previous === undefined ? {} : { previous_response_id: previous }),
    ...(question.tools.length + (question.customTools?.length ?? 0) > 0 ? { tools: responsesTools(question) } : {}),
  };
  const { responses } = clientOf(target, question);
  const options = question.signal ? { signal: question.signal } : {};
  const response = question.stream
    ? await responses.stream(body, options).finalResponse()
    : await responses.create(body, options);
  return [readResponse(response as OpenAIResponse)];
}
