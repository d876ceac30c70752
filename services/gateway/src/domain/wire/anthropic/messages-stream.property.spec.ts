import Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { interceptResponse } from '../intercept-response.js';
import type { JsonObject } from '../seam/json-object.js';
import type { ProposedBlock } from '../seam/proposed-block.js';
import * as sample from '../test-data/anthropic-message.js';
import { arbitraryAnswer, forbiddenMarks, piecesOf, type PlannedAnswer } from '../test-data/arbitrary-answer.js';
import { driveStream } from '../test-data/drive-stream.js';
import { denied, pass } from '../test-data/outcomes.js';
import { jsonFetch, sseFetch } from '../test-data/sse-fetch.js';
import { bytes, cutAt } from '../test-data/wire-bytes.js';

const RUNS = { numRuns: 150 };
const stopFor = ({ calls }: PlannedAnswer) => (calls.length > 0 ? 'tool_use' : 'end_turn');

function streamOf(answer: PlannedAnswer): string {
  const texts = answer.texts.length > 0 ? [sample.textBlock(...answer.texts)] : [];
  const tools = answer.calls.map(({ id, name, args }) => sample.toolBlock(id, name, piecesOf(args, 6)));
  return sample.messageSse([sample.thinkingBlock, ...texts, ...tools], stopFor(answer));
}

function messageOf(answer: PlannedAnswer): JsonObject {
  const texts = answer.texts.length > 0 ? [{ type: 'text', text: answer.texts.join('') }] : [];
  const tools = answer.calls.map(({ id, name, args }) => sample.toolUse(id, name, JSON.parse(args) as JsonObject));
  return sample.anthropicMessage([sample.thinking, ...texts, ...tools], stopFor(answer));
}

const decideFor =
  ({ calls }: PlannedAnswer) =>
  ({ toolName }: ProposedBlock) =>
    calls.find(({ name }) => name === toolName)?.allowed ? pass : denied('No.');

const clientFor = (fetch: typeof globalThis.fetch) =>
  new Anthropic({ apiKey: 'k', baseURL: 'http://gateway.test', fetch, maxRetries: 0 });
const request = { model: 'm', max_tokens: 10, messages: [{ role: 'user' as const, content: 'x' }] };

describe('the stream of anthropic-messages, for any answer', () => {
  it('gives the same bytes however the provider cuts them and whenever outcomes come', () => {
    fc.assert(
      fc.property(arbitraryAnswer, fc.array(fc.nat()), (answer, cuts) => {
        const whole = driveStream('anthropic-messages', bytes(streamOf(answer)), { decide: decideFor(answer) });
        const cut = driveStream('anthropic-messages', cutAt(streamOf(answer), cuts), {
          decide: decideFor(answer),
          late: true,
        });
        expect([cut.output, cut.done]).toEqual([whole.output, true]);
      }),
      RUNS,
    );
  });

  it('never lets out a byte of a denied tool use', () => {
    fc.assert(
      fc.property(arbitraryAnswer, (answer) => {
        const { output } = driveStream('anthropic-messages', bytes(streamOf(answer)), { decide: decideFor(answer) });
        for (const mark of forbiddenMarks(answer)) expect(output).not.toContain(mark);
      }),
      RUNS,
    );
  });

  it('adds up, in the official client, to exactly what the same message gives without streaming', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryAnswer, async (answer) => {
        const { output } = driveStream('anthropic-messages', bytes(streamOf(answer)), { decide: decideFor(answer) });
        const streamed = await clientFor(sseFetch(output)).messages.stream(request).finalMessage();
        const found = interceptResponse('anthropic-messages', messageOf(answer), { hosted: [] });
        if (!found.ok) throw new Error(found.refusal.message);
        const released = found.rebuild(
          new Map(found.toolCalls.map((block) => [block.blockId, decideFor(answer)(block)])),
        );
        const plain = await clientFor(jsonFetch(released)).messages.create(request);
        expect(streamed.content).toEqual(plain.content);
        expect(streamed.stop_reason).toBe(plain.stop_reason);
        const tools = plain.content.filter((block) => block.type === 'tool_use');
        expect(tools.map(({ id }) => id)).toEqual(answer.calls.flatMap(({ allowed, id }) => (allowed ? [id] : [])));
        expect(plain.content.slice(plain.content.length - tools.length)).toEqual(tools);
      }),
      { numRuns: 60 },
    );
  });
});
