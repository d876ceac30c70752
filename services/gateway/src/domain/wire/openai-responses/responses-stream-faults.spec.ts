import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../seam/json-object.js';
import { driveStream } from '../test-data/drive-stream.js';
import { denied, pass } from '../test-data/outcomes.js';
import {
  functionItem,
  itemEvents,
  messageItem,
  numbered,
  responseOf,
  responsesSse,
  responseStart,
} from '../test-data/responses.js';
import { bytes, eventsOf, typedSse } from '../test-data/wire-bytes.js';

const drive = (text: string, decide = () => pass) => driveStream('openai-responses', bytes(text), { decide });
const read = functionItem('call_read', 'logs_read', '{"service":"api"}');
const hello = messageItem('msg_1', 'Hello');
const completed = (...output: JsonObject[]): JsonObject => ({
  type: 'response.completed',
  response: responseOf(output),
});
const place = { output_index: 0, item_id: 'msg_1' };

describe('the stream of openai-responses, when something is wrong', () => {
  it.each([
    [
      'in the middle of a call',
      typedSse(...numbered([...responseStart, ...itemEvents(read, 0, ['{"ser']).slice(0, 2)])),
    ],
    ['in the middle of an event', responsesSse([{ item: read, pieces: ['{"service":"api"}'] }]).slice(0, -60)],
    ['before the end of the response', typedSse(...numbered([...responseStart, ...itemEvents(read, 0)]))],
    [
      'with an end mark in place of the end',
      `${typedSse(...numbered([...responseStart, ...itemEvents(read, 0)]))}data: [DONE]\n\n`,
    ],
    ['before anything came', ''],
  ])('emits nothing of the call and ends with an error when the provider breaks off %s', (_, text) => {
    const driven = drive(text);
    expect(driven.refusal?.reasonCode).toBe('provider_stream_broken');
    expect(driven.output).not.toMatch(/call_read|logs_read/);
    expect(eventsOf(driven.output).at(-1)).toMatchObject({
      type: 'error',
      code: 'provider_stream_broken',
      param: null,
    });
  });

  it('marks arguments that do not parse, so that they are denied', () => {
    const text = responsesSse([{ item: functionItem('call_x', 'logs_read', '{"a":1,"a":2}') }]);
    const driven = driveStream('openai-responses', bytes(text), {
      decide: (block) => (block.argumentsJson.ok ? pass : denied('Invalid.')),
    });
    expect(driven.output).toContain('Invalid.');
    expect(driven.output).not.toContain('call_x');
    expect(() => drive(text)).toThrow('cannot pass');
  });

  it.each<[string, JsonObject[], string]>([
    ['an unknown event', [{ type: 'response.surprise.delta', output_index: 0 }], 'unknown_wire_block'],
    ['an unknown kind of beginning', [{ type: 'response.created.twice', response: {} }], 'unknown_wire_block'],
    [
      'an unknown item',
      [{ type: 'response.output_item.added', output_index: 0, item: { type: 'hologram' } }],
      'unknown_wire_block',
    ],
    [
      'an unknown content part',
      [...itemEvents(hello, 0).slice(0, 1), { type: 'response.content_part.added', ...place, part: { type: 'tool' } }],
      'unknown_wire_block',
    ],
    [
      'a look-alike of the item',
      [{ type: 'response.output_item.added', output_index: 0, Item: read }],
      'ambiguous_field',
    ],
    [
      'arguments for an item that is no call',
      [...itemEvents(hello, 0).slice(0, 1), { type: 'response.function_call_arguments.delta', ...place, delta: '{' }],
      'malformed_response',
    ],
    [
      'a message that turns into a call',
      [...itemEvents(hello, 0).slice(0, 1), { type: 'response.output_item.done', output_index: 0, item: read }],
      'malformed_response',
    ],
    [
      'a call that turns into a message',
      [...itemEvents(read, 0).slice(0, 1), { type: 'response.output_item.done', output_index: 0, item: hello }],
      'malformed_response',
    ],
    ['a call that ends twice', [...itemEvents(read, 0), itemEvents(read, 0).at(-1)!], 'malformed_response'],
    [
      'two items in one place',
      [...itemEvents(hello, 0), ...itemEvents(messageItem('msg_2', ''), 0)],
      'malformed_response',
    ],
    ['two items with one id', [...itemEvents(hello, 0), ...itemEvents(hello, 1)], 'malformed_response'],
    [
      'an event for an item that was not announced',
      [{ type: 'response.output_text.delta', ...place, delta: 'x' }],
      'malformed_response',
    ],
    ['an end inside a call', [...itemEvents(read, 0).slice(0, 2), completed(read)], 'malformed_response'],
    [
      'a final response with a call that was not streamed',
      [...itemEvents(hello, 0), completed(hello, read)],
      'malformed_response',
    ],
    [
      'a final response with a call in place of a message',
      [...itemEvents(hello, 0), completed(read)],
      'malformed_response',
    ],
    [
      'a beginning that is not empty',
      [{ type: 'response.in_progress', response: responseOf([read]) }],
      'malformed_response',
    ],
    [
      'a failed response',
      [{ type: 'response.failed', response: { ...responseOf([]), error: { message: 'sk-secret' } } }],
      'provider_error',
    ],
    ['an error of the provider', [{ type: 'error', code: 'x', message: 'sk-secret', param: null }], 'provider_error'],
  ])('refuses %s with an error event and nothing after it', (_, events, reasonCode) => {
    const driven = drive(typedSse(...numbered([...responseStart, ...events, completed(hello)])));
    expect(driven.refusal?.reasonCode).toBe(reasonCode);
    expect(eventsOf(driven.output).at(-1)).toMatchObject({ type: 'error', code: reasonCode });
    expect(driven.output).not.toMatch(/response\.completed|sk-secret|call_read/);
    const numbers = (eventsOf(driven.output) as JsonObject[]).map(({ sequence_number: number }) => number);
    expect(numbers).toEqual(numbers.map((__, index) => index));
  });

  it('takes the call from where it is done, whatever its deltas said', () => {
    const events = itemEvents(read, 0, ['{"service":"other"}']);
    const driven = drive(typedSse(...numbered([...responseStart, ...events, completed(read)])));
    expect(driven.blocks[0]?.argumentsJson).toEqual({ ok: true, value: { service: 'api' } });
    expect(driven.output).not.toContain('other');
  });

  it('refuses more held bytes than one stream may hold', () => {
    const big = Array.from({ length: 5 }, (_, index) =>
      functionItem(`c${index}`, 'x', `{"a":"${'x'.repeat(1_000_000)}"}`),
    );
    expect(drive(responsesSse(big.map((item) => ({ item })))).refusal?.reasonCode).toBe('response_too_large');
  });

  it('refuses more calls than one response may propose', () => {
    const many = Array.from({ length: 129 }, (_, index) => ({ item: functionItem(`c${index}`, 'x', '{}') }));
    expect(drive(responsesSse(many)).refusal?.reasonCode).toBe('response_too_large');
  });
});
