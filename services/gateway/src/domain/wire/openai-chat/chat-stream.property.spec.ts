import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import OpenAI from 'openai';
import { interceptResponse } from '../intercept-response.js';
import type { JsonObject } from '../seam/json-object.js';
import type { ProposedBlock } from '../seam/proposed-block.js';
import { arbitraryAnswer, forbiddenMarks, piecesOf, type PlannedAnswer } from '../test-data/arbitrary-answer.js';
import { chatChoice, chatCompletion, functionCall } from '../test-data/chat-completion.js';
import { chunk, startChunk, usageChunk } from '../test-data/chat-stream.js';
import { driveStream } from '../test-data/drive-stream.js';
import { denied, pass } from '../test-data/outcomes.js';
import { jsonFetch, sseFetch } from '../test-data/sse-fetch.js';
import { bytes, chatSse, cutAt } from '../test-data/wire-bytes.js';

const RUNS = { numRuns: 150 };

/** The answer as a stream: text first, then the deltas of all calls, in the order given by the shuffle. */
function streamOf({ texts, calls }: PlannedAnswer, interleave: boolean): string {
  const queues = calls.map(({ id, name, args }, index) => [
    { index, id, type: 'function', function: { name, arguments: '' } },
    ...piecesOf(args, 5).map((piece) => ({ index, function: { arguments: piece } })),
  ]);
  const longest = Math.max(0, ...queues.map((queue) => queue.length));
  const columns = Array.from({ length: longest }, (_, place) => queues.flatMap((queue) => queue[place] ?? []));
  const deltas = interleave ? columns.flat() : queues.flat();
  return chatSse(
    startChunk,
    ...texts.map((content) => chunk({ content })),
    ...deltas.map((delta) => chunk({ tool_calls: [delta] as JsonObject[] })),
    chunk({}, calls.length > 0 ? 'tool_calls' : 'stop'),
    usageChunk(),
  );
}

const decideFor =
  ({ calls }: PlannedAnswer) =>
  ({ toolName }: ProposedBlock) =>
    calls.find(({ name }) => name === toolName)?.allowed ? pass : denied('No.');

const clientFor = (fetch: typeof globalThis.fetch) =>
  new OpenAI({ apiKey: 'k', baseURL: 'http://gateway.test/v1', fetch, maxRetries: 0 });
const request = { model: 'm', messages: [{ role: 'user' as const, content: 'x' }] };

describe('the stream of openai-chat, for any answer', () => {
  it('gives the same bytes however the provider cuts them and whenever outcomes come', () => {
    fc.assert(
      fc.property(arbitraryAnswer, fc.boolean(), fc.array(fc.nat()), (answer, interleave, cuts) => {
        const text = streamOf(answer, interleave);
        const whole = driveStream('openai-chat', bytes(text), { decide: decideFor(answer) });
        expect(driveStream('openai-chat', cutAt(text, cuts), { decide: decideFor(answer), late: true }).output).toBe(
          whole.output,
        );
        expect(whole.done).toBe(true);
      }),
      RUNS,
    );
  });

  it('never lets out a byte of a denied call', () => {
    fc.assert(
      fc.property(arbitraryAnswer, fc.boolean(), (answer, interleave) => {
        const { output } = driveStream('openai-chat', bytes(streamOf(answer, interleave)), {
          decide: decideFor(answer),
        });
        for (const mark of forbiddenMarks(answer)) expect(output).not.toContain(mark);
      }),
      RUNS,
    );
  });

  it('lets text out with the event that brought it', () => {
    fc.assert(
      fc.property(arbitraryAnswer, (answer) => {
        const frames = streamOf(answer, false)
          .split(/(?<=\n\n)/)
          .map((frame) => Buffer.from(frame));
        const { progress } = driveStream('openai-chat', frames, { decide: decideFor(answer), late: true });
        const grown = progress
          .slice(0, answer.texts.length + 1)
          .map((length, place) => length - (progress[place - 1] ?? 0));
        expect(grown).toEqual(frames.slice(0, answer.texts.length + 1).map((frame) => frame.toString().length));
      }),
      RUNS,
    );
  });

  it('adds up, in the official client, to exactly what the same answer gives without streaming', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryAnswer, fc.boolean(), async (answer, interleave) => {
        const { output } = driveStream('openai-chat', bytes(streamOf(answer, interleave)), {
          decide: decideFor(answer),
        });
        const streamed = await clientFor(sseFetch(output)).chat.completions.stream(request).finalChatCompletion();
        const tool_calls = answer.calls.map(({ id, name, args }) => functionCall(id, name, args));
        const content = answer.texts.join('') || null;
        const message = { content, ...(tool_calls.length > 0 ? { tool_calls } : {}) };
        const body = chatCompletion(chatChoice(message, tool_calls.length > 0 ? 'tool_calls' : 'stop'));
        const found = interceptResponse('openai-chat', body, { hosted: [] });
        if (!found.ok) throw new Error(found.refusal.message);
        const released = found.rebuild(
          new Map(found.toolCalls.map((block) => [block.blockId, decideFor(answer)(block)])),
        );
        const plain = await clientFor(jsonFetch(released)).chat.completions.create(request);
        const pick = ({ choices }: typeof plain) => {
          const { message: got, finish_reason } = choices[0]!;
          const calls = got.tool_calls?.map((call) =>
            call.type === 'function' ? [call.id, call.function.name, call.function.arguments] : [],
          );
          return { content: got.content, calls: calls ?? [], finish_reason };
        };
        expect(pick(streamed as unknown as typeof plain)).toEqual(pick(plain));
        expect(pick(plain).calls).toEqual(
          answer.calls.flatMap(({ allowed, id, name, args }) => (allowed ? [[id, name, args]] : [])),
        );
      }),
      { numRuns: 60 },
    );
  });
});
