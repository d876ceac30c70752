import Anthropic from '@anthropic-ai/sdk';
import { models, noteSchema, type Question, type Target } from './question.js';
import { finishOf, type Reading } from './reading.js';

/** Blocks must come in this order: text after a tool use makes the agent's next request fail. */
function findDisorder(content: Anthropic.ContentBlock[]): string | undefined {
  const firstTool = content.findIndex(({ type }) => type === 'tool_use');
  const isLast = firstTool < 0 || content.slice(firstTool).every(({ type }) => type === 'tool_use');
  return isLast ? undefined : 'a content block follows a tool use';
}

/** Messages with the official library. */
export async function askMessages({ url, key }: Target, question: Question): Promise<Reading[]> {
  const client = new Anthropic({ baseURL: url, apiKey: key, maxRetries: 0, fetch: question.fetch });
  const tools = question.tools.map((name) => ({ name, input_schema: noteSchema }));
  const body = {
    model: models.messages,
    max_tokens: 1024,
    messages: [{ role: 'user' as const, content: question.prompt }],
    ...(tools.length > 0 ? { tools } : {}),
  };
  const options = question.signal ? { signal: question.signal } : {};
  const message = question.stream
    ? await client.messages.stream(body, options).finalMessage()
    : await client.messages.create(body, options);
  const disorder = findDisorder(message.content);
  if (disorder !== undefined) throw new Error(disorder);
  const texts = message.content.flatMap((block) => (block.type === 'text' ? [block.text] : []));
  const calls = message.content.flatMap((block) =>
    block.type === 'tool_use' ? [{ name: block.name, args: block.input }] : [],
  );
  return [{ text: texts.join('\n'), calls, finish: finishOf(message.stop_reason) }];
}
