import { describe, expect, it } from '@jest/globals';
import { UnheldCalls } from './unheld-calls.js';

const decided = (callId: string, verdict: 'allow' | 'hold' | 'deny', phase: 'initial' | 'recheck' = 'initial') => ({
  callId,
  verdict,
  phase,
});

describe('the calls that were never held', () => {
  it('are those allowed or denied at once', () => {
    const calls = new UnheldCalls();
    for (const decision of [decided('a', 'allow'), decided('d', 'deny'), decided('h', 'hold')]) calls.note(decision);
    expect(['a', 'd', 'h', 'unknown'].map((id) => calls.has(id))).toEqual([true, true, false, false]);
  });

  it('do not take in a held call that is decided again before it runs', () => {
    const calls = new UnheldCalls();
    calls.note(decided('late', 'allow', 'recheck'));
    calls.note(decided('h', 'hold'));
    calls.note(decided('h', 'allow'));
    expect([calls.has('late'), calls.has('h')]).toEqual([false, false]);
  });

  it('are forgotten from the oldest on', () => {
    const calls = new UnheldCalls();
    for (let index = 0; index <= 20_000; index += 1) calls.note(decided(`c${index}`, 'allow'));
    expect([calls.has('c0'), calls.has('c1'), calls.has('c20000')]).toEqual([false, true, true]);
  });
});
