import { describe, expect, it } from '@jest/globals';
import { simulationLines, sinceInstant } from './policy-simulate.js';

const now = Date.parse('2026-11-21T12:00:00.000Z');

describe('how far back', () => {
  it.each([
    ['30d', '2026-10-22T12:00:00.000Z'],
    ['12h', '2026-11-21T00:00:00.000Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
  ])('%s is an instant', (since, instant) => {
    expect(sinceInstant(since, now)).toBe(instant);
  });

  it('must be a time', () => {
    expect(() => sinceInstant('lately', now)).toThrow('--since takes');
  });
});

describe('what a simulation says', () => {
  it('names what would newly run, and the rule to add for what was always granted', () => {
    const change = {
      callId: 'call_1',
      agent: 'bot',
      tool: 'mail.send',
      reasonCode: 'allowed_by_rule',
      changesState: true,
    };
    const lines = simulationLines({
      valid: true,
      problems: [],
      revision: `sha256:${'0'.repeat(64)}`,
      decided: 3,
      unchanged: 2,
      counts: { allowed: 1, held: 0, denied: 0 },
      newlyAllowed: [{ ...change, before: 'hold', after: 'allow', rule: { policy: 'p', name: 'mail' } }],
      newlyHeld: [],
      newlyDenied: [],
      holdsPerDay: [{ person: 'ada', holds: 1.5 }],
      widens: true,
      skipped: 1,
      truncated: false,
      report: '',
      suggestions: [
        {
          policy: 'p',
          holdRule: 'ask',
          allowRule: { name: 'as granted', verdict: 'allow' },
          granted: 7,
          replay: { newlyAllowed: 7, newlyHeld: 0, newlyDenied: 0 },
        },
      ],
    });
    expect(lines).toEqual([
      '3 recorded calls decided again: 2 as before, 1 newly allowed, 0 newly held, 0 newly denied.',
      '1 could not be decided again: their arguments are not on the record.',
      '  allowed  call_1  bot mail.send  was hold, now by p: mail  (changes something)',
      '  ada would be asked 1.5 times a day',
      'Suggestion: what "ask" of p held was granted every time (7 times). Make that rule "otherwise: true" and add:',
      '    - name: as granted',
      '      verdict: allow',
      '  Replayed, it would newly allow 7, hold 0 and deny 0 of these calls.',
      'A call that changes something would newly run without a person.',
    ]);
  });
});
