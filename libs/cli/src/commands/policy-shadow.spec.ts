import { describe, expect, it } from '@jest/globals';
import { shadowLines } from './policy-shadow.js';

const shadow = {
  shadowId: 'shw_1',
  status: 'running' as const,
  revision: `sha256:${'0'.repeat(64)}`,
  startedBy: 'ada',
  startedAt: '2026-11-21T10:00:00.000Z',
  stoppedBy: null,
  stoppedAt: null,
  decided: 5,
  unchanged: 4,
  counts: { allowed: 1, held: 0, denied: 0 },
  newlyAllowed: [
    {
      callId: 'call_1',
      agent: 'bot',
      tool: 'mail.send',
      before: 'hold' as const,
      after: 'allow' as const,
      reasonCode: 'allowed_by_rule',
      rule: { policy: 'p', name: 'mail' },
      changesState: true,
    },
  ],
  newlyHeld: [],
  newlyDenied: [],
  holdsPerDay: [{ person: 'ada', holds: 2 }],
  widens: true,
  dropped: 3,
  report: '',
};

describe('what a candidate says beside the policy in force', () => {
  it('names the calls that it would have decided otherwise, and those that it was not asked about', () => {
    const text = shadowLines(shadow).join('\n');
    expect(text).toContain('5 calls decided by both: 4 alike, 1 newly allowed');
    expect(text).toContain('allowed  call_1  bot mail.send  was hold, now by p: mail  (changes something)');
    expect(text).toContain('3 calls came too fast');
    expect(text).toContain('ada would be asked 2 times a day');
  });

  it('is nothing where none has run', () => {
    expect(shadowLines(null)).toEqual(['No candidate has run beside your policy yet.']);
  });
});
