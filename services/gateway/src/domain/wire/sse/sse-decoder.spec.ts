import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { cutAt } from '../test-data/wire-bytes.js';
import { SseDecoder } from './sse-decoder.js';
import type { SseEvent } from './sse-event.js';

function decode(chunks: readonly Uint8Array[], largestEvent?: number): SseEvent[] {
  const decoder = new SseDecoder(largestEvent);
  return chunks.flatMap((chunk) => {
    const result = decoder.push(chunk);
    if (!result.ok) throw new Error(result.refusal.reasonCode);
    return result.events;
  });
}

const decodeText = (text: string): SseEvent[] => decode([Buffer.from(text)]);

describe('SseDecoder', () => {
  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['a bare CR', '\r'],
  ])('ends lines at %s', (_, end) => {
    const text = ['event: a', 'data: 1', '', 'data: 2', '', ''].join(end);
    expect(decodeText(text)).toEqual([{ event: 'a', data: '1' }, { data: '2' }]);
  });

  it('joins several data lines and takes one space off the front', () => {
    expect(decodeText('data: a\ndata:  b\ndata:c\n\n')).toEqual([{ data: 'a\n b\nc' }]);
  });

  it('skips a byte order mark, comments, ids, retry hints, unknown fields and events without data', () => {
    const text = '\ufeffdata: 1\n\n: ping\n\nid: 7\nretry: 10\nfoo: x\ndata\n\nevent: empty\n\ndata: 2\n\n';
    expect(decodeText(text)).toEqual([{ data: '1' }, { data: '' }, { data: '2' }]);
  });

  it('never dispatches an event that the stream breaks off in', () => {
    expect(decodeText('data: 1\n\nevent: x\ndata: 2\n')).toEqual([{ data: '1' }]);
  });

  it('gives the same events however the bytes are cut, inside characters and line ends too', () => {
    const line = fc.constantFrom('data: é😀', 'data:', ': c', 'event: x', 'data: {"a":1}', '', '', '\ufeff');
    const ended = fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n')).map(([content, end]) => content + end);
    fc.assert(
      fc.property(fc.array(ended, { maxLength: 30 }), fc.array(fc.nat(), { maxLength: 30 }), (lines, cuts) => {
        const text = lines.join('');
        expect(decode(cutAt(text, cuts))).toEqual(decodeText(text));
        expect(decode([...Buffer.from(text)].map((byte) => Uint8Array.of(byte)))).toEqual(decodeText(text));
      }),
      { numRuns: 300 },
    );
  });

  it('refuses an event that grows beyond the limit, in one line or in many', () => {
    expect(() => decode([Buffer.from(`data: ${'x'.repeat(200)}`)], 100)).toThrow('response_too_large');
    const line = Buffer.from(`data: ${'x'.repeat(40)}\n`);
    expect(() => decode([line, line, line], 100)).toThrow('response_too_large');
  });
});
