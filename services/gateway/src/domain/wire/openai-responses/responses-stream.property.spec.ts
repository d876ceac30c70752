import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import OpenAI from 'openai';
import { interceptResponse } from '../intercept-response.js';
import type { JsonObject } from '../seam/json-object.js';
import type { ProposedBlock } from '../seam/proposed-block.js';
import { arbitraryAnswer, forbiddenMarks, piecesOf, type PlannedAnswer } from '../test-data/arbitrary-answer.js';
import { driveStream } from '../test-data/drive-stream.js';
import { denied, pass } from '../test-data/outcomes.js';
import { functionItem, messageItem, reasoningItem, responseOf, responsesSse } from '../test-data/responses.js';
import { jsonFetch, sseFetch } from '../test-data/sse-fetch.js';
import { bytes, cutAt } from '../test-data/wire-bytes.js';

const RUNS = { numRuns: 150 };

/** Reasoning, a message if there is text, then calls, each second one with reasoning before it. */
function itemsOf({ texts, calls }: PlannedAnswer): { item: JsonObject; pieces?: string[] }[] {
  const message = texts.length > 0 ? [{ item: messageItem('msg_1', texts.join('')), pieces: texts }] : [];
  const parts = calls.flatMap(({ id, name, args }, place) => [
    ...(place % 2 === 1 ? [{ item: reasoningItem(`rs_${place}`) }] : []),
    { item: functionItem(id, name, args), pieces: piecesOf(args, 6) },
  ]);
  return [{ item: reasoningItem('rs_first') }, ...message, ...parts];
}

const decideFor =
  ({ calls }: PlannedAnswer) =>
  ({ toolName }: ProposedBlock) =>
    calls.find(({ name }) => name === toolName)?.allowed ? pass : denied('No.');

const clientFor = (fetch: typeof globalThis.fetch) =>
  new OpenAI({ apiKey: 'k', baseURL: 'http://gateway.test/v1', fetch, maxRetries: 0 });
const request = { model: 'm', input: 'x' };

describe('the stream of openai-responses, for any answer', () => {
  it('gives the same bytes however the provider cuts them and whenever outcomes come', () => {
    fc.assert(
      fc.property(arbitraryAnswer, fc.array(fc.nat()), (answer, cuts) => {
        const text = responsesSse(itemsOf(answer));
        const whole = driveStream('openai-responses', bytes(text), { decide: decideFor(answer) });
        const cut = driveStream('openai-responses', cutAt(text, cuts), { decide: decideFor(answer), late: true });
        expect([cut.output, cut.done]).toEqual([whole.output, true]);
      }),
      RUNS,
    );
  });

  it('never lets out a byte of a denied call', () => {
    fc.assert(
      fc.property(arbitraryAnswer, (answer) => {
        const { output } = driveStream('openai-responses', bytes(responsesSse(itemsOf(answer))), {
          decide: decideFor(answer),
        });
        for (const mark of forbiddenMarks(answer)) expect(output).not.toContain(mark);
      }),
      RUNS,
    );
  });

  it('adds up, in the official client, to exactly what the same response gives without streaming', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryAnswer, async (answer) => {
        const items = itemsOf(answer);
        const { output } = driveStream('openai-responses', bytes(responsesSse(items)), { decide: decideFor(answer) });
        const streamed = await clientFor(sseFetch(output)).responses.stream(request).finalResponse();
        const found = interceptResponse('openai-responses', responseOf(items.map(({ item }) => item)), { hosted: [] });
        if (!found.ok) throw new Error(found.refusal.message);
        const released = found.rebuild(
          new Map(found.toolCalls.map((block) => [block.blockId, decideFor(answer)(block)])),
        );
        const plain = await clientFor(jsonFetch(released)).responses.create(request);
        // The client's stream adds a parsed form to what was sent.
        const pick = ({ output: got }: { output: unknown[] }) =>
          JSON.parse(
            JSON.stringify(got, (key, value: unknown) => (key.startsWith('parsed') ? undefined : value)),
          ) as unknown;
        expect(pick(streamed)).toEqual(pick(plain));
        expect(streamed.output_text).toBe(plain.output_text);
      }),
      { numRuns: 60 },
    );
  });
});
