import { describe, expect, it } from '@jest/globals';
import { openStream } from '../open-stream.js';
import type { JsonObject } from '../seam/json-object.js';
import * as sample from '../test-data/anthropic-message.js';
import { driveStream } from '../test-data/drive-stream.js';
import { denied, pass } from '../test-data/outcomes.js';
import { bytes, eventsOf, typedSse } from '../test-data/wire-bytes.js';

const { blockEvents, messageEnd, messageSse, messageStart, textBlock, toolBlock } = sample;
const drive = (text: string, decide = () => pass) => driveStream('anthropic-messages', bytes(text), { decide });
const read = toolBlock('toolu_read', 'logs_read', ['{"service":', '"api"}']);

describe('the stream of anthropic-messages, when something is wrong', () => {
  it.each([
    ['in the middle of a tool use', typedSse(messageStart(), ...blockEvents(read, 0).slice(0, 3))],
    ['in the middle of an event', messageSse([read]).slice(0, -60)],
    ['before the end of the message', typedSse(messageStart(), ...blockEvents(read, 0), messageEnd('tool_use')[0]!)],
    ['before anything came', ''],
  ])('emits nothing of the tool use and ends with an error when the provider breaks off %s', (_, text) => {
    const driven = drive(text);
    expect(driven.refusal?.reasonCode).toBe('provider_stream_broken');
    expect(driven.output).not.toMatch(/toolu_read|logs_read/);
    expect(eventsOf(driven.output).at(-1)).toMatchObject({
      type: 'error',
      error: { type: 'api_error', code: 'provider_stream_broken' },
    });
    expect(driven.output).toMatch(/event: error\n/);
  });

  it.each([
    ['truncated', ['{"service": "ap']],
    ['broken by eager streaming', ['{"service": ', 'api"', '}']],
    ['with a key twice', ['{"a":1,"a":2}']],
    ['that is no object', ['[1]']],
  ])('marks input %s, so that it is denied', (_, pieces) => {
    const text = messageSse([toolBlock('toolu_x', 'logs_read', pieces)], 'max_tokens');
    const driven = driveStream('anthropic-messages', bytes(text), {
      decide: (block) => (block.argumentsJson.ok ? pass : denied('Invalid.')),
    });
    expect(driven.output).toContain('Invalid.');
    expect(driven.output).not.toContain('toolu_x');
    expect(() => drive(text)).toThrow('cannot pass');
  });

  it('marks input that came both at the start and in pieces as ambiguous', () => {
    const start = sample.toolUse('toolu_w', 'logs_read', { service: 'api' });
    const deltas = [{ type: 'input_json_delta', partial_json: '{"service":"db"}' }];
    const driven = drive(messageSse([{ start, deltas }]), () => denied());
    expect(driven.blocks[0]?.argumentsJson).toMatchObject({ ok: false, refusal: { reasonCode: 'ambiguous_call' } });
  });

  it.each<[string, JsonObject[], string]>([
    ['an unknown event', [{ type: 'surprise' }], 'unknown_wire_block'],
    ['an unknown content block', blockEvents({ start: { type: 'hologram' }, deltas: [] }, 0), 'unknown_wire_block'],
    [
      'an unknown delta',
      blockEvents({ start: { type: 'text', text: '' }, deltas: [{ type: 'tool_delta' }] }, 0),
      'unknown_wire_block',
    ],
    [
      'a look-alike of the delta',
      [...blockEvents(textBlock(), 0).slice(0, 1), { type: 'content_block_delta', index: 0, Delta: {} }],
      'ambiguous_field',
    ],
    [
      'text inside a tool use',
      [
        ...blockEvents(read, 0).slice(0, 1),
        { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'x' } },
      ],
      'malformed_response',
    ],
    [
      'a delta for a block that is not open',
      [{ type: 'content_block_delta', index: 4, delta: {} }],
      'malformed_response',
    ],
    ['two blocks in one place', [...blockEvents(read, 0), ...blockEvents(read, 0)], 'malformed_response'],
    [
      'the end inside a tool use',
      [...blockEvents(read, 0).slice(0, 2), ...messageEnd('tool_use')],
      'malformed_response',
    ],
    ['blocks after the end', [messageEnd('end_turn')[0]!, ...blockEvents(read, 0)], 'malformed_response'],
    ['two ends', [messageEnd('end_turn')[0]!, messageEnd('tool_use')[0]!], 'malformed_response'],
    ['a second beginning', [messageStart()], 'malformed_response'],
    [
      'an error of the provider',
      [{ type: 'error', error: { type: 'overloaded_error', message: 'sk-secret' } }],
      'provider_error',
    ],
  ])('refuses %s with an error event and nothing after it', (_, events, reasonCode) => {
    const driven = drive(typedSse(messageStart(), ...events, ...messageEnd('end_turn')));
    expect(driven.refusal?.reasonCode).toBe(reasonCode);
    expect(eventsOf(driven.output).at(-1)).toMatchObject({ type: 'error', error: { code: reasonCode } });
    expect(driven.output).not.toMatch(/message_stop|sk-secret|toolu_read/);
  });

  it('refuses a message that does not begin empty', () => {
    const message = { ...(messageStart().message as JsonObject), content: [sample.toolUse('toolu_s', 'x', {})] };
    const driven = drive(typedSse({ type: 'message_start', message }));
    expect(driven.refusal?.reasonCode).toBe('malformed_response');
    expect(driven.output).not.toContain('toolu_s');
  });

  it('acts on the type in the data, whatever name the event carries', () => {
    const disguised = messageSse([read]).replaceAll(/event: content_block_\w+/g, 'event: ping');
    const driven = drive(disguised, () => denied('No.'));
    expect(driven.blocks).toHaveLength(1);
    expect(driven.output).not.toContain('toolu_read');
  });

  it('refuses more held input than one stream may hold', () => {
    const long = Array.from({ length: 5 }, () => 'x'.repeat(1024 * 1024));
    expect(drive(messageSse([toolBlock('t', 'x', long)])).refusal?.reasonCode).toBe('response_too_large');
  });

  it('releases nothing before the message has ended, even if everything is decided', () => {
    const stream = openStream('anthropic-messages', { hosted: [] });
    const push = (event: JsonObject) => stream.push({ data: JSON.stringify(event) });
    [messageStart(), ...blockEvents(read, 0)].forEach(push);
    push(messageEnd('tool_use')[0]!);
    expect(stream.decided('content.0', pass)).toEqual([]);
    expect(stream.end().at(-1)).toMatchObject({ type: 'refuse', refusal: { reasonCode: 'provider_stream_broken' } });
  });

  it('refuses more tool uses than one response may propose', () => {
    const many = Array.from({ length: 129 }, (_, index) => toolBlock(`toolu_${index}`, 'x', ['{}']));
    expect(drive(messageSse(many)).refusal?.reasonCode).toBe('response_too_large');
  });
});
