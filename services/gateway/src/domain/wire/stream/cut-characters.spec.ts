import { describe, expect, it } from '@jest/globals';
import { callChunks, chunk, readCall, startChunk } from '../test-data/chat-stream.js';
import { driveStream } from '../test-data/drive-stream.js';
import { denied, pass } from '../test-data/outcomes.js';
import { bytes, chatSse } from '../test-data/wire-bytes.js';
import { parseEvent } from './parse-event.js';

const [high, low] = ['\ud83d', '\ude00'];

describe('a character that a provider cut in two', () => {
  it('passes in text as it came', () => {
    const text = chatSse(startChunk, chunk({ content: `a${high}` }), chunk({ content: `${low}b` }), chunk({}, 'stop'));
    expect(text).toContain('\\ud83d"');
    expect(driveStream('openai-chat', bytes(text), { decide: () => pass }).output).toBe(text);
  });

  it('is whole again in the arguments of a call', () => {
    const [head] = callChunks(readCall);
    const pieces = [`{"a":"${high}`, `${low}"}`].map((piece) =>
      chunk({ tool_calls: [{ index: 0, function: { arguments: piece } }] }),
    );
    const driven = driveStream('openai-chat', bytes(chatSse(head!, ...pieces, chunk({}, 'tool_calls'))), {
      decide: () => pass,
    });
    expect(driven.blocks[0]?.argumentsJson).toEqual({ ok: true, value: { a: '\u{1F600}' } });
    expect(driven.output).toContain('\u{1F600}');
  });

  it('makes arguments invalid when its other half never comes', () => {
    const calls = callChunks({ ...readCall, args: `{"a":"${high}"}` });
    const driven = driveStream('openai-chat', bytes(chatSse(...calls, chunk({}, 'tool_calls'))), {
      decide: () => denied(),
    });
    expect(driven.blocks[0]?.argumentsJson).toMatchObject({
      ok: false,
      refusal: { reasonCode: 'json_lone_surrogate' },
    });
  });

  it.each([
    ['a key twice', '{"a":"\\ud83d","b":1,"b":2}'],
    ['keys that differ only by half a character', '{"\\ud83d":1,"\\ud83e":2}'],
    ['something that is no JSON', '{"a":"\\ud83d"'],
  ])('does not excuse %s', (_, data) => {
    expect(parseEvent(data)).toMatchObject({ ok: false, refusal: { reasonCode: 'malformed_response' } });
  });

  it.each([
    ['"\\\\ud83d"', '\\ud83d'],
    ['"\\ud83d\\ude00\\ud83d"', '\u{1F600}\ud83d'],
    ['"\\\\\\ud83d\\n"', '\\\ud83d\n'],
  ])('is told apart from escaped backslashes and whole pairs in %s', (text, value) => {
    expect(parseEvent(`{"a":${text}}`)).toEqual({ ok: true, value: { a: value } });
  });
});
