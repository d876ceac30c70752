import { describe, expect, it } from '@jest/globals';
import { pretendedContext } from './pretended-context.js';

const now = Date.UTC(2026, 0, 5, 12);

describe('the circumstances that a playground pretends', () => {
  it('are said as in a case', () => {
    const written = {
      now: '2026-01-05T11:00:00+01:00',
      history: [{ tool: 'logs.read', ago: '10m' }],
      labels: ['seen'],
    };
    expect(pretendedContext(written, now)).toEqual({
      ok: true,
      value: {
        nowMs: now - 2 * 3_600_000,
        history: [{ tool: 'logs.read', atMs: now - 2 * 3_600_000 - 600_000 }],
        labels: ['seen'],
      },
    });
  });

  it('may have times in milliseconds, and are now where they say none', () => {
    const written = { nowMs: 7, history: [{ tool: 'logs.read', atMs: 3 }], principal: null };
    expect(pretendedContext(written, now)).toMatchObject({
      value: { nowMs: 7, history: [{ atMs: 3 }], principal: null },
    });
    expect(pretendedContext({}, now)).toEqual({ ok: true, value: { nowMs: now } });
  });

  it.each([
    [{ nowww: 1 }, /nowww/],
    [{ history: [{ tool: 'logs.read' }] }, /history\.0: say ago/],
    [{ now: 'noon' }, /^context: now: /],
    ['noon', /^context: /],
  ])('that cannot be are refused: %j', (written, message) => {
    const refusal = {
      reasonCode: 'request_malformed',
      message: expect.stringMatching(message),
      remedy: expect.stringContaining('now, nowMs, principal'),
    };
    expect(pretendedContext(written, now)).toEqual({ ok: false, refusal });
  });
});
