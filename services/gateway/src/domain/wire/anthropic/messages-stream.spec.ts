import { describe, expect, it } from '@jest/globals';
import type { BlockOutcome } from '../seam/block-outcome.js';
import type { JsonObject } from '../seam/json-object.js';
import * as sample from '../test-data/anthropic-message.js';
import { driveStream, type DriveOptions } from '../test-data/drive-stream.js';
import { denied, pass } from '../test-data/outcomes.js';
import { bytes, eventsOf, typedSse } from '../test-data/wire-bytes.js';

const { blockEvents, messageEnd, messageSse, messageStart, textBlock, thinkingBlock, toolBlock } = sample;
const deny = (...names: string[]): DriveOptions => ({
  decide: ({ toolName }): BlockOutcome => (names.includes(toolName) ? denied('Denied.') : pass),
});
const drive = (text: string, options: DriveOptions = deny()) => driveStream('anthropic-messages', bytes(text), options);

const read = toolBlock('toolu_read', 'logs_read', ['{"serv', 'ice": "api"}']);
const write = toolBlock('toolu_write', 'aws_write', ['{"cidr":', '"0.0.0.0/0"}']);
const events = (output: string) => eventsOf(output) as JsonObject[];
const starts = (output: string) =>
  events(output)
    .filter(({ type }) => type === 'content_block_start')
    .map(({ index, content_block: block }) => [index, (block as JsonObject).type, (block as JsonObject).id]);
const stopOf = (output: string) =>
  (events(output).findLast(({ type }) => type === 'message_delta')!.delta as JsonObject).stop_reason;

describe('the stream of anthropic-messages', () => {
  it('passes text and thinking byte for byte', () => {
    const text = messageSse([thinkingBlock, textBlock('Hel', 'lo')], 'end_turn');
    const driven = drive(text);
    expect(driven.output).toBe(text);
    expect(driven).toMatchObject({
      done: true,
      blocks: [],
      responseId: expect.stringMatching(/^msg_01/),
      usage: { inputTokens: 100, outputTokens: 21 },
    });
  });

  it('emits an allowed tool use whole, with its input in one piece', () => {
    const driven = drive(messageSse([textBlock('Hi.'), read]));
    expect(events(driven.output).slice(-5)).toEqual([
      {
        type: 'content_block_start',
        index: 1,
        content_block: { type: 'tool_use', id: 'toolu_read', name: 'logs_read', input: {} },
      },
      {
        type: 'content_block_delta',
        index: 1,
        delta: { type: 'input_json_delta', partial_json: '{"service": "api"}' },
      },
      { type: 'content_block_stop', index: 1 },
      ...messageEnd('tool_use'),
    ]);
  });

  it('emits nothing of a denied tool use, says why in a text block and numbers the rest on', () => {
    const driven = drive(messageSse([thinkingBlock, textBlock('Hi.'), write, read]), deny('aws_write'));
    expect(starts(driven.output)).toEqual([
      [0, 'thinking', undefined],
      [1, 'text', undefined],
      [2, 'text', undefined],
      [3, 'tool_use', 'toolu_read'],
    ]);
    expect(stopOf(driven.output)).toBe('tool_use');
    expect(driven.output).not.toMatch(/toolu_write|aws_write|0\.0\.0\.0/);
  });

  it('ends the turn when the last tool use is denied, with the data for programs on the message delta', () => {
    const driven = drive(messageSse([write]), deny('aws_write'));
    expect(stopOf(driven.output)).toBe('end_turn');
    expect(events(driven.output).at(-2)).toMatchObject({ countersign: { withheld: [{ decision_id: 'dec_1' }] } });
    expect(events(driven.output).at(-1)).toEqual({ type: 'message_stop' });
  });

  it.each(['max_tokens', 'pause_turn', 'refusal'])('keeps the stop reason %s', (stop) => {
    expect(stopOf(drive(messageSse([write], stop), deny('aws_write')).output)).toBe(stop);
  });

  it('lets text after a tool use out at once, before the tool use', () => {
    const text = messageSse([read, textBlock('One moment.')]);
    const driven = drive(text, { ...deny(), late: true });
    expect(starts(driven.output)).toEqual([
      [0, 'text', undefined],
      [1, 'tool_use', 'toolu_read'],
    ]);
    const moved = events(driven.output).filter(({ index }) => index === 0);
    expect(moved.map(({ type }) => type)).toEqual(blockEvents(textBlock('One moment.'), 0).map(({ type }) => type));
    expect(driven.output.indexOf('One moment.')).toBeLessThan(driven.output.indexOf('toolu_read'));
  });

  it('puts interleaved parallel tool uses together by index', () => {
    const [a, b] = [blockEvents(read, 0), blockEvents(write, 1)];
    const mixed = a.flatMap((event, place) => [event, b[place]!]);
    const driven = drive(typedSse(messageStart(), ...mixed, ...messageEnd('tool_use')));
    expect(driven.blocks.map(({ argumentsText }) => argumentsText)).toEqual([
      '{"service": "api"}',
      '{"cidr":"0.0.0.0/0"}',
    ]);
  });

  it('asks for a decision as soon as a tool use is whole, before the message ends', () => {
    const cut = typedSse(messageStart(), ...blockEvents(read, 0));
    const driven = drive(cut);
    expect(driven.blocks).toHaveLength(1);
    expect(driven.refusal?.reasonCode).toBe('provider_stream_broken');
    expect(driven.output).not.toContain('toolu_read');
  });

  it('gives the same bytes whether outcomes come at once or after the provider has ended', () => {
    const text = messageSse([textBlock('Hi.'), write, read]);
    const late = drive(text, { ...deny('aws_write'), late: true });
    expect(late).toMatchObject({ output: drive(text, deny('aws_write')).output, done: true });
  });

  it('calls a tool without input with an empty object, as the provider did', () => {
    const driven = drive(messageSse([toolBlock('toolu_e', 'list', [])]));
    expect(driven.blocks[0]?.argumentsJson).toEqual({ ok: true, value: {} });
    expect(driven.output).not.toContain('input_json_delta');
  });

  it('takes input that a compatible provider sends whole at the start', () => {
    const start = sample.toolUse('toolu_w', 'logs_read', { service: 'api' });
    const driven = drive(messageSse([{ start, deltas: [] }]));
    expect(driven.blocks[0]?.argumentsJson).toEqual({ ok: true, value: { service: 'api' } });
    expect(driven.output).toContain('{\\"service\\":\\"api\\"}');
  });

  it('passes server tools that the request named, numbered with the other blocks', () => {
    const search = {
      start: { type: 'server_tool_use', id: 'srv_1', name: 'web_search', input: {} },
      deltas: [{ type: 'input_json_delta', partial_json: '{"query":"x"}' }],
    };
    const result = { start: { type: 'web_search_tool_result', tool_use_id: 'srv_1', content: [] }, deltas: [] };
    const hosted = [{ family: 'web_search', name: 'web_search', type: 'web_search_20250305', pointer: '/tools/0' }];
    const text = messageSse([read, search, result, textBlock('Found.')]);
    expect(starts(drive(text, { ...deny(), hosted }).output).map(([index, type]) => [index, type])).toEqual([
      [0, 'server_tool_use'],
      [1, 'web_search_tool_result'],
      [2, 'text'],
      [3, 'tool_use'],
    ]);
    expect(drive(text).refusal?.reasonCode).toBe('unexpected_hosted_item');
  });
});
