import { describe, expect, it } from '@jest/globals';
import { chatStream } from '../provider/chat-answer.js';
import { messagesStream } from '../provider/messages-answer.js';
import { responsesStream } from '../provider/responses-answer.js';
import type { Turn } from '../provider/turn.js';
import { findLeak, newCanary } from './find-leak.js';

const canary = newCanary();
const call = { kind: 'call' as const, id: 'call_1', name: 'conformance_denied', args: `{"note":"${canary}"}` };
const harmless = { ...call, id: 'call_2', args: '{"note":"nothing of it"}' };
const turn: Turn = { answers: [[call, harmless]], piece: 1, interleaved: true };
const text = (frames: { text: string }[]) => frames.map((frame) => frame.text).join('');

describe('the search for bytes of a denied call', () => {
  it.each([
    ['chat completions', text(chatStream(turn, true))],
    ['Responses', text(responsesStream(turn, 'resp_1'))],
    ['Messages', text(messagesStream(turn))],
  ])('finds a call that came in single characters, in turns with another: %s', (_, received) => {
    expect(findLeak(received, canary)).toBeDefined();
  });

  it('finds eight characters, escaped ones and those in a member name', () => {
    expect(findLeak(`{"a":"x${canary.slice(9, 17)}x"}`, canary)).toBeDefined();
    const escaped = [...canary].map((letter) => `\\u00${letter.charCodeAt(0).toString(16)}`).join('');
    expect(findLeak(`{"a":"${escaped}"}`, canary)).toBeDefined();
    expect(findLeak(`data: {"${escaped}":1}\n\n`, canary)).toBeDefined();
  });

  it('finds nothing in an answer without the call', () => {
    expect(findLeak(text(chatStream({ answers: [[harmless]], piece: 1 }, true)), canary)).toBeUndefined();
  });
});
