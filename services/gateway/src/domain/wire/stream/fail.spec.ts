import { describe, expect, it } from '@jest/globals';
import { openStream } from '../open-stream.js';
import { messageStart } from '../test-data/anthropic-message.js';
import { callChunks, chunk, readCall } from '../test-data/chat-stream.js';
import { pass } from '../test-data/outcomes.js';
import { responseStart } from '../test-data/responses.js';

const error = { status: 503, code: 'record_unavailable', message: 'The record cannot be written.' };

describe('a stream that the gateway itself cannot go on with', () => {
  it.each(['openai-chat', 'anthropic-messages', 'openai-responses'] as const)(
    'ends %s with an error and nothing after it',
    (format) => {
      const stream = openStream(format, { hosted: [] });
      const start = {
        'openai-chat': chunk({ content: 'a' }),
        'anthropic-messages': messageStart(),
        'openai-responses': responseStart[0]!,
      };
      stream.push({ data: JSON.stringify(start[format]) });
      const actions = stream.fail(error);
      expect(actions).toEqual([{ type: 'emit', frame: expect.stringContaining('record_unavailable') }]);
      expect([stream.push({ data: JSON.stringify(start[format]) }), stream.end(), stream.fail(error)]).toEqual([
        [],
        [],
        [],
      ]);
    },
  );

  it('lets nothing out for an outcome that comes too late', () => {
    const stream = openStream('openai-chat', { hosted: [] });
    for (const event of [...callChunks(readCall), chunk({}, 'tool_calls')])
      stream.push({ data: JSON.stringify(event) });
    stream.fail(error);
    expect(stream.decided('choice.0.tool.0', pass)).toEqual([]);
  });

  it('throws for an outcome that nobody asked for, or a second one', () => {
    const stream = openStream('openai-chat', { hosted: [] });
    const events = [
      ...callChunks(readCall),
      ...callChunks({ ...readCall, index: 1, id: 'b' }),
      chunk({}, 'tool_calls'),
    ];
    for (const event of events) stream.push({ data: JSON.stringify(event) });
    expect(() => stream.decided('choice.7.tool.0', pass)).toThrow('never put up');
    stream.decided('choice.0.tool.0', pass);
    expect(() => stream.decided('choice.0.tool.0', pass)).toThrow('decided twice');
  });
});
