import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../seam/json-object.js';
import { callChunks, chunk, readCall, startChunk, usageChunk } from '../test-data/chat-stream.js';
import { driveStream } from '../test-data/drive-stream.js';
import { denied, pass } from '../test-data/outcomes.js';
import { bytes, chatSse, eventsOf } from '../test-data/wire-bytes.js';

const drive = (text: string, decide = () => pass) => driveStream('openai-chat', bytes(text), { decide });
const lastError = (output: string) => (eventsOf(output).at(-1) as JsonObject).error;

describe('the stream of openai-chat, when something is wrong', () => {
  it.each([
    ['in the middle of a call', chatSse(startChunk, ...callChunks(readCall)).replace('data: [DONE]\n\n', '')],
    ['in the middle of an event', chatSse(startChunk, ...callChunks(readCall)).slice(0, -40)],
    ['with the end mark but without the end of the answer', chatSse(startChunk, ...callChunks(readCall))],
    ['before anything came', ''],
  ])('emits nothing of the call and ends with an error when the provider breaks off %s', (_, text) => {
    const driven = drive(text);
    expect(driven.refusal?.reasonCode).toBe('provider_stream_broken');
    expect(driven.output).not.toMatch(/call_read|logs\.read|service":/);
    expect(lastError(driven.output)).toMatchObject({ code: 'provider_stream_broken', type: 'server_error' });
    expect([driven.done, driven.blocks]).toEqual([false, []]);
  });

  it.each([
    ['truncated', '{"service": "ap'],
    ['with a key twice', '{"service":"a","service":"b"}'],
  ])('marks arguments that are %s, so that they are denied', (_, args) => {
    const text = chatSse(startChunk, ...callChunks({ ...readCall, args }), chunk({}, 'length'));
    const driven = driveStream('openai-chat', bytes(text), {
      decide: (block) => (block.argumentsJson.ok ? pass : denied('Invalid.')),
    });
    expect(driven.output).not.toContain('call_read');
    expect(driven.output).toMatch(/"content":"Invalid\."/);
    expect(driven.output).toMatch(/"finish_reason":"length"/);
    expect(() => drive(text)).toThrow('cannot pass');
  });

  it.each<[string, JsonObject[], string]>([
    ['two names for one call', [{ index: 0, function: { name: 'other' } }], 'ambiguous_call'],
    ['two types for one call', [{ index: 0, type: 'custom' }], 'ambiguous_call'],
    ['arguments that are no text', [{ index: 0, function: { arguments: { a: 1 } } }], 'ambiguous_call'],
  ])('marks %s as ambiguous', (_, deltas, reasonCode) => {
    const more = deltas.map((delta) => chunk({ tool_calls: [delta] }));
    const driven = driveStream(
      'openai-chat',
      bytes(chatSse(...callChunks(readCall), ...more, chunk({}, 'tool_calls'))),
      {
        decide: () => denied(),
      },
    );
    expect(driven.blocks[0]?.argumentsJson).toMatchObject({ ok: false, refusal: { reasonCode } });
  });

  it.each<[string, JsonObject, string]>([
    [
      'a call of an unknown type',
      chunk({ tool_calls: [{ index: 0, id: 'x', type: 'mcp', mcp: {} }] }, 'tool_calls'),
      'unknown_wire_block',
    ],
    ['an unknown content part', chunk({ content: [{ type: 'tool_use' }] }), 'unknown_wire_block'],
    ['a look-alike of tool_calls', chunk({ Tool_Calls: [{ index: 0 }] }), 'ambiguous_field'],
    ['a look-alike of choices', { ...chunk({}), Choices: [] }, 'ambiguous_field'],
    ['a message in place of a delta', { choices: [{ index: 0, message: { tool_calls: [] } }] }, 'malformed_response'],
    ['an answer number out of range', chunk({}, null, 100_000), 'malformed_response'],
    ['choices that are no list', { choices: 'x' }, 'malformed_response'],
    ['tools that the provider ran', chunk({ executed_tools: [{ type: 'python' }] }), 'unexpected_hosted_item'],
    ['an error of the provider', { error: { message: 'key sk-secret at 10.0.0.7', code: 500 } }, 'provider_error'],
  ])('refuses %s with an error event and nothing after it', (_, event, reasonCode) => {
    const driven = drive(chatSse(startChunk, event, chunk({ content: 'more' }), chunk({}, 'stop')));
    expect(driven.refusal?.reasonCode).toBe(reasonCode);
    expect(lastError(driven.output)).toMatchObject({ code: reasonCode });
    expect(driven.output).not.toMatch(/more|sk-secret|10\.0\.0\.7/);
  });

  it('refuses an event that two readers could read differently', () => {
    const driven = drive('data: {"choices":[],"choices":[]}\n\n');
    expect(driven.refusal?.reasonCode).toBe('malformed_response');
  });

  it('refuses an answer that goes on after its end', () => {
    const driven = drive(chatSse(startChunk, chunk({}, 'stop'), ...callChunks(readCall)));
    expect(driven.refusal?.reasonCode).toBe('malformed_response');
  });

  it('hides token probabilities that come beside a call or beside nothing', () => {
    const spelled = { content: [{ token: 'call_read' }] };
    const events = [...callChunks(readCall), chunk({ content: '' })].map((event) => ({
      ...event,
      choices: (event.choices as JsonObject[]).map((choice) => ({ ...choice, logprobs: spelled })),
    }));
    const driven = drive(chatSse(startChunk, ...events, chunk({}, 'tool_calls')), () => denied());
    expect(driven.output).not.toContain('call_read');
  });

  it('keeps usage and end of an answer that ends in the same chunk as a call of another', () => {
    const both = {
      ...usageChunk(),
      choices: [chunk({}, 'stop', 0), chunk({ tool_calls: [] }, null, 1)].flatMap((c) => c.choices as JsonObject[]),
    };
    const text = chatSse(startChunk, ...callChunks(readCall, 1), both, chunk({}, 'tool_calls', 1));
    const driven = drive(text);
    expect(driven.output.match(/"finish_reason":"stop"/g)).toHaveLength(1);
    expect(driven.output.match(/"finish_reason":"tool_calls"/g)).toHaveLength(1);
    expect(driven.output).toContain('"prompt_tokens":82');
    expect(driven.done).toBe(true);
  });

  it('refuses more held bytes than one stream may hold', () => {
    const long = 'x'.repeat(1024 * 1024);
    const events = Array.from({ length: 5 }, () =>
      chunk({ tool_calls: [{ index: 0, function: { arguments: long } }] }),
    );
    expect(drive(chatSse(...callChunks(readCall), ...events)).refusal?.reasonCode).toBe('response_too_large');
  });

  it('refuses more calls than one response may propose', () => {
    const calls = Array.from({ length: 129 }, (_, index) =>
      callChunks({ ...readCall, index, id: `call_${index}` }),
    ).flat();
    const driven = drive(chatSse(startChunk, ...calls, chunk({}, 'tool_calls')));
    expect([driven.refusal?.reasonCode, driven.blocks]).toEqual(['response_too_large', []]);
  });

  it('hides token probabilities of a chunk that brings text and a call at once', () => {
    const both = chunk({
      content: 'Hi',
      tool_calls: [{ index: 0, id: 'call_read', type: 'function', function: { name: 'f', arguments: '{}' } }],
    });
    const logprobs = { content: [{ token: 'Hi' }, { token: 'call_read' }] };
    const event = { ...both, choices: (both.choices as JsonObject[]).map((choice) => ({ ...choice, logprobs })) };
    const driven = drive(chatSse(startChunk, event, chunk({}, 'tool_calls')), () => denied());
    expect(driven.output).toContain('"content":"Hi"');
    expect(driven.output).not.toContain('call_read');
  });

  it('passes usage that comes after the end of the answer on a chunk that names the answer again', () => {
    const late = { ...usageChunk(), choices: chunk({ role: 'assistant', content: '' }).choices! };
    const driven = drive(chatSse(startChunk, ...callChunks(readCall), chunk({}, 'tool_calls'), late));
    expect(eventsOf(driven.output).slice(-2)).toEqual([{ ...usageChunk(), choices: [] }, '[DONE]']);
    expect(driven.output.match(/"finish_reason":"tool_calls"/g)).toHaveLength(1);
  });
});
