import { describe, expect, it } from '@jest/globals';
import type { BlockOutcome } from '../seam/block-outcome.js';
import type { JsonObject } from '../seam/json-object.js';
import { driveStream, type DriveOptions } from '../test-data/drive-stream.js';
import { denied, pass } from '../test-data/outcomes.js';
import * as sample from '../test-data/responses.js';
import { bytes, eventsOf, typedSse } from '../test-data/wire-bytes.js';

const {
  customItem,
  functionItem,
  itemEvents,
  messageItem,
  numbered,
  reasoningItem,
  responseOf,
  responsesSse,
  responseStart,
} = sample;
const deny = (...names: string[]): DriveOptions => ({
  decide: ({ toolName }): BlockOutcome => (names.includes(toolName) ? denied('Denied.', `dec_${toolName}`) : pass),
});
const drive = (text: string, options: DriveOptions = deny()) => driveStream('openai-responses', bytes(text), options);

const hello = { item: messageItem('msg_1', 'Hello'), pieces: ['Hel', 'lo'] };
const read = { item: functionItem('call_read', 'logs_read', '{"service": "api"}'), pieces: ['{"service"', ': "api"}'] };
const write = { item: functionItem('call_write', 'aws_write', '{"cidr":"0.0.0.0/0"}'), pieces: ['{"cidr"'] };
const thought = (id: string) => ({ item: reasoningItem(id) });

const events = (output: string) => eventsOf(output) as JsonObject[];
const finalOutput = (output: string) => (events(output).at(-1)!.response as JsonObject).output as JsonObject[];
const ids = (items: JsonObject[]) => items.map(({ id }) => id);
const added = (output: string) =>
  events(output)
    .filter(({ type }) => type === 'response.output_item.added')
    .map(({ output_index: index, item }) => [index, (item as JsonObject).id]);

/** What holds for every stream: numbers without gaps, announced items in order, the same items at the end. */
function expectConsistent(output: string): void {
  expect(events(output).map(({ sequence_number: number }) => number)).toEqual(events(output).map((_, place) => place));
  expect(added(output)).toEqual(ids(finalOutput(output)).map((id, index) => [index, id]));
  const done = events(output).filter(({ type }) => type === 'response.output_item.done');
  expect(finalOutput(output)).toEqual(
    [...done].sort((a, b) => (a.output_index as number) - (b.output_index as number)).map(({ item }) => item),
  );
}

describe('the stream of openai-responses', () => {
  it('passes text and reasoning byte for byte', () => {
    const text = responsesSse([thought('rs_1'), hello]);
    const driven = drive(text);
    expect(driven.output).toBe(text);
    expect(driven).toMatchObject({
      done: true,
      blocks: [],
      responseId: expect.stringMatching(/^resp_/),
      usage: { inputTokens: 90, cachedTokens: 30 },
    });
  });

  it('emits an allowed call whole: announced, arguments at once, done', () => {
    const driven = drive(responsesSse([thought('rs_1'), hello, read]));
    expectConsistent(driven.output);
    const call = events(driven.output).filter(({ output_index: index }) => index === 2);
    expect(call.map(({ type }) => type)).toEqual([
      'response.output_item.added',
      'response.function_call_arguments.delta',
      'response.function_call_arguments.done',
      'response.output_item.done',
    ]);
    expect(call[0]!.item).toEqual({ ...read.item, arguments: '', status: 'in_progress' });
    expect(call[1]).toMatchObject({ item_id: 'fc_call_read', delta: '{"service": "api"}' });
    expect(call[3]!.item).toEqual(read.item);
  });

  it('puts a message in the place of a denied call and rebuilds the final response', () => {
    const driven = drive(responsesSse([thought('rs_1'), write, read]), deny('aws_write'));
    expectConsistent(driven.output);
    expect(ids(finalOutput(driven.output))).toEqual(['rs_1', 'msg_call_aws_write_1', 'fc_call_read']);
    expect(driven.output).not.toMatch(/call_write|"aws_write"|0\.0\.0\.0/);
    const { response, type } = events(driven.output).at(-1)!;
    expect(type).toBe('response.completed');
    expect(response).toMatchObject({ countersign: { withheld: [{ output_index: 1, decision_id: 'dec_aws_write' }] } });
  });

  it('keeps reasoning before the call that it leads to, even behind a held call', () => {
    const driven = drive(responsesSse([thought('rs_1'), write, thought('rs_2'), read]), {
      ...deny('aws_write'),
      late: true,
    });
    expectConsistent(driven.output);
    expect(ids(finalOutput(driven.output))).toEqual(['rs_1', 'msg_call_aws_write_1', 'rs_2', 'fc_call_read']);
  });

  it('lets a message that follows a held call out at once', () => {
    const driven = drive(responsesSse([read, hello]), { ...deny(), late: true });
    expectConsistent(driven.output);
    expect(ids(finalOutput(driven.output))).toEqual(['msg_1', 'fc_call_read']);
    expect(driven.output.indexOf('Hel')).toBeLessThan(driven.output.indexOf('call_read'));
  });

  it('puts interleaved items together by index', () => {
    const [a, b] = [itemEvents(read.item, 0, read.pieces), itemEvents(write.item, 1, write.pieces)];
    const mixed = a.flatMap((event, place) => [event, ...(b[place] ? [b[place]] : [])]);
    const end = { type: 'response.completed', response: responseOf([read.item, write.item]) };
    const driven = drive(typedSse(...numbered([...responseStart, ...mixed, end])));
    expectConsistent(driven.output);
    expect(driven.blocks.map(({ toolName }) => toolName).sort()).toEqual(['aws_write', 'logs_read']);
  });

  it('governs custom tools and the tools of OpenAI that the agent would run', () => {
    const shell = {
      id: 'lsh_1',
      type: 'local_shell_call',
      call_id: 'call_sh',
      status: 'completed',
      action: { type: 'exec', command: ['ls'], env: {} },
    };
    const text = responsesSse([
      { item: customItem('call_q', 'run_sql', 'SELECT 1'), pieces: ['SELECT 1'] },
      { item: shell },
    ]);
    expectConsistent(drive(text).output);
    expect(ids(finalOutput(drive(text).output))).toEqual(['ctc_call_q', 'lsh_1']);
    const without = drive(text, deny('run_sql', 'local_shell')).output;
    expectConsistent(without);
    expect(without).not.toMatch(/SELECT|call_q|lsh_1|"ls"/);
  });

  it('asks for a decision as soon as a call is whole and gives the same bytes whenever outcomes come', () => {
    const text = responsesSse([hello, write, read]);
    expect(drive(text, { ...deny('aws_write'), late: true })).toMatchObject({
      output: drive(text, deny('aws_write')).output,
      done: true,
    });
    const cut = drive(text.slice(0, text.indexOf('event: response.completed')));
    expect([cut.blocks.length, cut.refusal?.reasonCode]).toEqual([2, 'provider_stream_broken']);
  });

  it('drops a call that the token limit cut off and keeps the response incomplete', () => {
    const cutItem = { ...read.item, status: 'incomplete', arguments: '{"serv' };
    const opened = itemEvents(read.item, 1, ['{"serv']).slice(0, 2);
    const start = [...responseStart, ...itemEvents(hello.item, 0, hello.pieces), ...opened];
    const end = { type: 'response.incomplete', response: responseOf([hello.item, cutItem], 'incomplete') };
    const driven = drive(typedSse(...numbered([...start, end])));
    expectConsistent(driven.output);
    expect([driven.done, events(driven.output).at(-1)!.type]).toEqual([true, 'response.incomplete']);
    expect(driven.output).not.toContain('call_read');
  });

  it('passes hosted items that the request named', () => {
    const progress = { type: 'response.web_search_call.searching', output_index: 0, item_id: 'ws_1' };
    const search = itemEvents(sample.searchItem('ws_1'), 0);
    const end = { type: 'response.completed', response: responseOf([sample.searchItem('ws_1')]) };
    const text = typedSse(...numbered([...responseStart, search[0]!, progress, search[1]!, end]));
    const hosted = [{ family: 'web_search', name: 'web_search', type: 'web_search', pointer: '/tools/0' }];
    expect(drive(text, { ...deny(), hosted }).output).toBe(text);
    expect(drive(text).refusal?.reasonCode).toBe('unexpected_hosted_item');
  });

  it('numbers events anew for a provider that does not', () => {
    const plain = typedSse(...responseStart, ...itemEvents(hello.item, 0, hello.pieces), {
      type: 'response.completed',
      response: responseOf([hello.item]),
    });
    expectConsistent(drive(plain).output);
  });
});
