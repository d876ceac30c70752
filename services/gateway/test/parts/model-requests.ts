import type { ProviderAnswer } from '../../src/domain/provider/provider-answer.js';
import type { WireFormatDescriptor } from '../../src/domain/wire/seam/wire-format.js';
import { wireFormats } from '../../src/domain/wire/wire-formats.js';
import { answerModelCall } from '../../src/handlers/models/answer-model-call.js';
import { caller, traceparent } from './requests.js';
import type { World } from './world.js';

export const wireOf = (format: string): WireFormatDescriptor => {
  const wire = wireFormats.find((known) => known.format === format);
  if (!wire) throw new Error(`no wire format ${format}`);
  return wire;
};

export const prompt = { model: 'demo-model', messages: [{ role: 'user', content: 'hi' }] };

/** An answer that comes whole. */
export async function ask(world: World, json: object = prompt, headers: Record<string, string> = {}) {
  const answer = await answerModelCall(world.parts)(requestOf('openai-chat', json, headers));
  if ('stream' in answer) throw new Error('the answer is streamed');
  return answer;
}

export function requestOf(format: string, json: object, headers: Record<string, string> = {}) {
  const wire = wireOf(format);
  const body = Buffer.from(JSON.stringify(json));
  return { caller, wire, route: wire.paths[0] as string, body, json: json as never, headers, traceparent };
}

interface Proposed {
  name: string;
  args: unknown;
}

/** A chat completion as a provider sends it; with calls, the model asks for tools. */
export function completion(text: string, calls: readonly Proposed[] = []): ProviderAnswer {
  const toolCalls = calls.map(({ name, args }, index) => ({
    ...{ id: `tc_${index}`, type: 'function' },
    function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
  }));
  const message = { role: 'assistant', content: text, ...(calls.length > 0 ? { tool_calls: toolCalls } : {}) };
  const choice = { index: 0, message, finish_reason: calls.length > 0 ? 'tool_calls' : 'stop' };
  const usage = { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 };
  const body = {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 1,
    model: 'demo-model',
    choices: [choice],
    usage,
  };
  return {
    kind: 'answered',
    status: 200,
    headers: { 'x-request-id': 'req_1' },
    body: Buffer.from(JSON.stringify(body, null, 1)),
  };
}

export function refusal(status: number, message: string, headers: Record<string, string> = {}): ProviderAnswer {
  return { kind: 'answered', status, headers, body: Buffer.from(JSON.stringify({ error: { message } })) };
}
