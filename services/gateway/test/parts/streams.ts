import type { ProviderAnswer, ProviderStream } from '../../src/domain/provider/provider-answer.js';
import { answerModelCall } from '../../src/handlers/models/answer-model-call.js';
import { prompt, requestOf } from './model-requests.js';
import type { World } from './world.js';

/** A provider's stream that a spec feeds piece by piece. */
export class FedStream implements ProviderStream {
  readonly kind = 'streaming';
  readonly headers = { 'x-request-id': 'req_1' };
  closed = false;
  private readonly pieces: (string | null)[] = [];
  private wake = (): void => undefined;

  readonly chunks: AsyncIterator<Uint8Array> = {
    next: async () => {
      while (this.pieces.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
      const piece = this.pieces.shift();
      return piece === null || piece === undefined
        ? { done: true, value: undefined }
        : { done: false, value: Buffer.from(piece) };
    },
  };

  feed(...pieces: string[]): void {
    this.pieces.push(...pieces);
    this.wake();
  }

  end(): void {
    this.pieces.push(null);
    this.wake();
  }

  close(): void {
    this.closed = true;
  }
}

const chunk = (delta: object, finish: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'demo-model', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;

export const text = (content: string) => chunk({ content });
export const toolPart = (index: number, part: object) => chunk({ tool_calls: [{ index, ...part }] });
export const finish = (reason: string) => chunk({}, reason);
export const usage = `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'demo-model', choices: [], usage: { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 } })}\n\n`;
export const done = 'data: [DONE]\n\n';

/** A call in the fragments in which models stream it. */
export function toolCall(index: number, name: string, args: string): string[] {
  const half = Math.ceil(args.length / 2);
  return [
    toolPart(index, { id: `tc_${index}`, type: 'function', function: { name, arguments: '' } }),
    toolPart(index, { function: { arguments: args.slice(0, half) } }),
    toolPart(index, { function: { arguments: args.slice(half) } }),
  ];
}

/** Starts a streamed chat completion and collects what the agent gets. Some providers may answer otherwise. */
export async function openChat(
  world: World,
  otherwise: (provider: string) => ProviderAnswer | null = () => null,
  body: object = prompt,
) {
  const source = new FedStream();
  world.streaming = async ({ provider }) => otherwise(provider.name) ?? source;
  return { source, ...(await openAnswer(world, 'openai-chat', body)) };
}

/** The same of the Responses API. */
export async function openResponse(world: World) {
  const source = new FedStream();
  world.streaming = async () => source;
  const body = { model: 'demo-model', input: 'read the logs' };
  return { source, ...(await openAnswer(world, 'openai-responses', body)) };
}

async function openAnswer(world: World, format: 'openai-chat' | 'openai-responses', body: object) {
  const answer = await answerModelCall(world.parts)(requestOf(format, { ...body, stream: true }));
  if (!('stream' in answer)) throw new Error(answer.ok ? 'not streamed' : answer.refusal.reasonCode);
  const got: string[] = [];
  const reading = (async () => {
    for await (const frame of answer.stream.frames()) got.push(frame);
  })();
  return { got, reading, stream: answer.stream };
}
