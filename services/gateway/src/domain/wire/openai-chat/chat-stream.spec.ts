import { describe, expect, it } from '@jest/globals';
import type { BlockOutcome } from '../seam/block-outcome.js';
import type { JsonObject } from '../seam/json-object.js';
import * as sample from '../test-data/chat-stream.js';
import { driveStream, type DriveOptions } from '../test-data/drive-stream.js';
import { denied, pass } from '../test-data/outcomes.js';
import { bytes, chatSse, eventsOf } from '../test-data/wire-bytes.js';

const { chunk, callChunks, readCall, writeCall, openCall, startChunk, usageChunk } = sample;
const deny = (...names: string[]): DriveOptions => ({
  decide: ({ toolName }): BlockOutcome =>
    names.includes(toolName) ? denied('Denied.', `dec_${names.indexOf(toolName)}`) : pass,
});
const drive = (text: string, options: DriveOptions = deny()) => driveStream('openai-chat', bytes(text), options);

/** Everything the deltas of an output add up to, per choice. */
function summary(output: string, choice = 0) {
  const parts = eventsOf(output)
    .flatMap((event) => (typeof event === 'string' ? [] : (event.choices as JsonObject[])))
    .filter(({ index }) => index === choice);
  const deltas = parts.map((part) => part.delta as JsonObject);
  const calls = deltas.flatMap((delta) => (delta.tool_calls ?? []) as JsonObject[]);
  const finish = parts.flatMap(({ finish_reason: reason }) => reason ?? []);
  return { text: deltas.map((delta) => (delta.content as string | null) ?? '').join(''), calls, finish };
}

describe('the stream of openai-chat', () => {
  it('passes text byte for byte, event by event', () => {
    const text = chatSse(
      startChunk,
      chunk({ content: 'Hel' }),
      chunk({ content: 'lo' }),
      chunk({}, 'stop'),
      usageChunk(),
    );
    const driven = drive(text);
    expect(driven.output).toBe(text);
    expect(driven).toMatchObject({
      done: true,
      blocks: [],
      responseId: expect.stringMatching(/^chatcmpl-/),
      usage: { inputTokens: 82, outputTokens: 17 },
    });
  });

  it('emits an allowed call whole: first who is called, then all arguments at once', () => {
    const driven = drive(chatSse(startChunk, ...callChunks(readCall), chunk({}, 'tool_calls'), usageChunk()));
    expect(summary(driven.output)).toEqual({
      text: '',
      calls: [
        { index: 0, id: 'call_read', type: 'function', function: { name: 'logs.read', arguments: '' } },
        { index: 0, function: { arguments: '{"service": "api"}' } },
      ],
      finish: ['tool_calls'],
    });
    expect(eventsOf(driven.output).slice(-2)).toEqual([usageChunk(), '[DONE]']);
    expect(driven.done).toBe(true);
  });

  it('emits nothing of a denied call, renumbers its siblings and appends the reason as text', () => {
    const calls = [...callChunks(readCall), ...callChunks(writeCall), ...callChunks(openCall)];
    const driven = drive(
      chatSse(startChunk, chunk({ content: 'Hi.' }), ...calls, chunk({}, 'tool_calls')),
      deny('aws.write'),
    );
    const { text, calls: released, finish } = summary(driven.output);
    expect(text).toBe('Hi.\n\nDenied.');
    expect(released.map(({ index, id }) => [index, id])).toEqual([
      [0, 'call_read'],
      [0, undefined],
      [1, 'call_open'],
      [1, undefined],
    ]);
    expect(finish).toEqual(['tool_calls']);
    expect(driven.output).not.toMatch(/call_write|aws\.write|0\.0\.0\.0/);
  });

  it('finishes with stop when the last call is denied, with the data for programs on the last chunk', () => {
    const driven = drive(chatSse(startChunk, ...callChunks(writeCall), chunk({}, 'tool_calls')), deny('aws.write'));
    expect(summary(driven.output)).toMatchObject({ text: 'Denied.', calls: [], finish: ['stop'] });
    const last = eventsOf(driven.output).at(-2) as JsonObject;
    expect(last.countersign).toEqual({ withheld: [expect.objectContaining({ decision_id: 'dec_0', choice: 0 })] });
  });

  it('tells programs of all answers with the last one of them, which is what libraries keep', () => {
    const answer = (index: number) => [...callChunks(writeCall, index), chunk({}, 'tool_calls', index)];
    const driven = drive(chatSse(startChunk, ...answer(0), ...answer(1)), deny('aws.write'));
    const told = eventsOf(driven.output).flatMap((event) =>
      typeof event === 'string' ? [] : (event.countersign ?? []),
    );
    expect(told.at(-1)).toMatchObject({ withheld: [{ choice: 0 }, { choice: 1 }] });
  });

  it('puts interleaved deltas of parallel calls together by index', () => {
    const [a, b] = [callChunks(readCall), callChunks(writeCall)];
    const mixed = a.flatMap((event, place) => [event, ...(b[place] ? [b[place]] : [])]);
    const driven = drive(chatSse(startChunk, ...mixed, ...b.slice(a.length), chunk({}, 'tool_calls')));
    expect(driven.blocks.map(({ toolName, argumentsText }) => [toolName, argumentsText])).toEqual([
      ['logs.read', readCall.args],
      ['aws.write', writeCall.args],
    ]);
  });

  it('takes a new id under an old index for a call of its own, as some providers send', () => {
    const driven = drive(
      chatSse(...callChunks(readCall), ...callChunks({ ...writeCall, index: 0 }), chunk({}, 'tool_calls')),
      deny('aws.write'),
    );
    expect(driven.blocks.map(({ blockId }) => blockId)).toEqual(['choice.0.tool.0', 'choice.0.tool.1']);
    expect(summary(driven.output).calls.map(({ id }) => id)).toEqual(['call_read', undefined]);
  });

  it('decides each of several answers on its own and lets the others stream on', () => {
    const text = chatSse(
      ...callChunks(writeCall, 0),
      chunk({}, 'tool_calls', 0),
      chunk({ role: 'assistant', content: 'still talking' }, null, 1),
      chunk({}, 'stop', 1),
      usageChunk(),
    );
    const driven = drive(text, { ...deny('aws.write'), late: true });
    expect(summary(driven.output, 1)).toMatchObject({ text: 'still talking', finish: ['stop'] });
    expect(summary(driven.output, 0)).toMatchObject({ text: 'Denied.', finish: ['stop'] });
    expect(driven.output.indexOf('still talking')).toBeLessThan(driven.output.indexOf('Denied.'));
    expect(eventsOf(driven.output).slice(-2)).toEqual([usageChunk(), '[DONE]']);
  });

  it('gives the same bytes whether outcomes come at once or after the provider has ended', () => {
    const text = chatSse(
      startChunk,
      ...callChunks(readCall),
      ...callChunks(writeCall),
      chunk({}, 'tool_calls'),
      usageChunk(),
    );
    expect(drive(text, { ...deny('aws.write'), late: true })).toMatchObject({
      output: drive(text, deny('aws.write')).output,
      done: true,
    });
  });

  it('governs the legacy function_call', () => {
    const parts: JsonObject[] = [{ name: 'aws.write', arguments: '' }, { arguments: '{"a"' }, { arguments: ':1}' }];
    const text = chatSse(
      startChunk,
      ...parts.map((part) => chunk({ function_call: part })),
      chunk({}, 'function_call'),
    );
    const allowed = eventsOf(drive(text).output).flatMap((event) =>
      typeof event === 'string' ? [] : (event.choices as JsonObject[]),
    );
    expect(allowed.map(({ delta }) => (delta as JsonObject).function_call).filter(Boolean)).toEqual([
      { name: 'aws.write', arguments: '{"a":1}' },
    ]);
    expect(summary(drive(text, deny('aws.write')).output)).toMatchObject({ text: 'Denied.', finish: ['stop'] });
  });

  it('governs custom tools', () => {
    const head = { index: 0, id: 'call_c', type: 'custom', custom: { name: 'run_sql', input: '' } };
    const rest = ['SELECT ', '1'].map((input) => chunk({ tool_calls: [{ index: 0, custom: { input } }] }));
    const driven = drive(chatSse(chunk({ role: 'assistant', tool_calls: [head] }), ...rest, chunk({}, 'tool_calls')));
    expect(driven.blocks[0]).toMatchObject({
      kind: 'custom',
      argumentsJson: { ok: true, value: { input: 'SELECT 1' } },
    });
    expect(summary(driven.output).calls[1]).toEqual({ index: 0, custom: { input: 'SELECT 1' } });
  });

  it('hides the usage chunk that the gateway alone asked for, but counts it', () => {
    const driven = drive(chatSse(startChunk, chunk({}, 'stop'), usageChunk()), { ...deny(), hideUsage: true });
    expect(driven.output).not.toContain('prompt_tokens');
    expect(driven.usage).toMatchObject({ inputTokens: 82 });
  });

  it('passes text that ends with the mark alone, as some providers end it', () => {
    const text = chatSse(startChunk, chunk({ content: 'Hi' }));
    expect(drive(text)).toMatchObject({ output: text, done: true });
  });
});
