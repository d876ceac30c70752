import { describe, expect, it } from '@jest/globals';
import { recordedCalls, type RecordedEvent } from './recorded-calls.js';

const decision = (more: Record<string, unknown> = {}) => ({
  callId: 'call_1',
  phase: 'initial',
  run: 'run_1',
  agent: 'bot',
  tool: 'mail.send',
  principal: null,
  decidedAt: '2026-11-01T00:00:00.000Z',
  verdict: 'hold',
  reasonCode: 'held_by_rule',
  rule: { policy: 'p', name: 'mail' },
  ...more,
});

const event = (type: string, subject: string, more: { data?: unknown; payloads?: Record<string, unknown> } = {}) =>
  ({ leaf: { type, subject, data: more.data ?? {} }, payloads: more.payloads ?? {} }) as unknown as RecordedEvent;

const proposed = event('ToolCallProposed', 'call_1', { payloads: { arguments: { to: 'a' } } });
const decided = event('ToolCallDecided', 'call_1', {
  data: { decision: decision() },
  payloads: { input: { environment: 'production', labels: ['read-confidential-data'], arguments: {} } },
});

describe('a call as the record has it', () => {
  it('is put together from proposal, decision and approval, in whatever order they come', () => {
    const { calls, skipped } = recordedCalls([event('ApprovalGranted', 'apr_1'), decided, proposed]);
    expect(skipped).toBe(0);
    expect(calls).toEqual([
      {
        callId: 'call_1',
        run: 'run_1',
        agent: 'bot',
        tool: 'mail.send',
        arguments: { to: 'a' },
        context: {
          nowMs: Date.parse('2026-11-01T00:00:00.000Z'),
          principal: null,
          environment: 'production',
          labels: ['read-confidential-data'],
        },
        verdict: 'hold',
        reasonCode: 'held_by_rule',
        rule: { policy: 'p', name: 'mail' },
        approval: 'granted',
      },
    ]);
  });

  it('does not count the recheck of a granted call', () => {
    const recheck = event('ToolCallDecided', 'call_1', { data: { decision: decision({ phase: 'recheck' }) } });
    expect(recordedCalls([proposed, decided, recheck]).calls).toHaveLength(1);
  });

  it('has no approval while nobody has decided', () => {
    expect(recordedCalls([proposed, decided]).calls[0]).not.toHaveProperty('approval');
  });

  it('is skipped, and counted, when its arguments are not at hand', () => {
    expect(recordedCalls([decided])).toEqual({ calls: [], skipped: 1 });
  });
});
