import { describe, expect, it } from '@jest/globals';
import { requestRefused, toolCallProposed } from '@countersign/contracts';
import { parseEventMessage } from './parse-event-message.js';
import { prepareEvent } from './prepare-event.js';

const proposed = () =>
  prepareEvent(toolCallProposed, {
    id: 'evt_1',
    tenant: 'demo',
    time: '2026-11-21T10:00:00.000Z',
    actor: { kind: 'agent', id: 'incident-triage' },
    subject: 'call_1',
    agent: 'incident-triage',
    run: 'run_1',
    data: {
      callId: 'call_1',
      mode: 'executed',
      tool: 'logs.read',
      argumentsDigest: `sha256:${'a'.repeat(64)}`,
      principal: null,
    },
    payloads: {
      arguments: { body: Buffer.from('{"service":"api"}'), mediaType: 'application/json', salt: Buffer.alloc(32, 7) },
    },
  });

const swap = (body: Buffer, from: string, to: string) => Buffer.from(body.toString().replace(from, to));

describe('an event on the bus', () => {
  it('comes back as what was said, with the exact bytes and the opened payloads', () => {
    const event = proposed();
    const parsed = parseEventMessage(event.subject, event.body);
    expect(parsed).toMatchObject({
      ok: true,
      value: { leaf: { type: 'ToolCallProposed', subject: 'call_1', data: { tool: 'logs.read' } } },
    });
    if (!parsed.ok) throw new Error('unreachable');
    expect(Buffer.from(parsed.value.leafBytes).toString()).toBe(event.body.toString().split('\n')[0]);
    expect(Buffer.from(parsed.value.payloads['arguments']?.body ?? '', 'base64').toString()).toBe('{"service":"api"}');
  });

  it('names tenant and type in its de-duplication id, since the window is per stream', () => {
    expect(proposed().messageId).toBe('demo:ToolCallProposed:evt_1');
  });

  it.each([
    [
      'a subject of another tenant',
      (e: ReturnType<typeof proposed>) => ({ ...e, subject: e.subject.replace('.demo.', '.acme.') }),
      'subject_mismatch',
    ],
    [
      'another writer in the leaf',
      (e: ReturnType<typeof proposed>) => ({ ...e, body: swap(e.body, '"source":"gateway"', '"source":"policy"') }),
      'event_schema_mismatch|event_wrong_writer',
    ],
    [
      'a payload that was changed',
      (e: ReturnType<typeof proposed>) => ({
        ...e,
        body: swap(
          e.body,
          Buffer.from('{"service":"api"}').toString('base64'),
          Buffer.from('{"service":"abc"}').toString('base64'),
        ),
      }),
      'payloads_mismatch',
    ],
    [
      'a payload that is missing',
      (e: ReturnType<typeof proposed>) => ({ ...e, body: Buffer.from(e.body.toString().split('\n')[0] ?? '') }),
      'payloads_mismatch',
    ],
    [
      'white space in the leaf',
      (e: ReturnType<typeof proposed>) => ({ ...e, body: swap(e.body, '{"actor"', '{ "actor"') }),
      'leaf_not_canonical',
    ],
    [
      'a member twice',
      (e: ReturnType<typeof proposed>) => ({
        ...e,
        body: swap(e.body, '"tenant":"demo"', '"tenant":"demo","tenant":"demo"'),
      }),
      'leaf_not_json|leaf_not_canonical',
    ],
    [
      'an unknown member',
      (e: ReturnType<typeof proposed>) => ({ ...e, body: swap(e.body, '"v":1', '"v":1,"x":2') }),
      'event_schema_mismatch',
    ],
    [
      'an unknown type',
      (e: ReturnType<typeof proposed>) => ({ ...e, body: swap(e.body, 'ToolCallProposed', 'ToolCallInvented') }),
      'event_type_unknown',
    ],
  ])('is refused with %s', (_, change, reason) => {
    const changed = change(proposed());
    const parsed = parseEventMessage(changed.subject, changed.body);
    expect(parsed.ok).toBe(false);
    if (!parsed.ok) expect(parsed.refusal.reasonCode).toMatch(new RegExp(`^(${reason})$`));
  });

  it('is never larger than a leaf may be', () => {
    const huge = () =>
      prepareEvent(requestRefused, {
        id: 'evt_2',
        tenant: 'demo',
        time: '2026-11-21T10:00:00.000Z',
        actor: { kind: 'service', id: 'gateway' },
        subject: 'evt_2',
        data: { reasonCode: 'x', route: 'r'.repeat(70_000), method: 'GET', status: 400, count: 1 },
      });
    expect(huge).toThrow(/the limit is 65535/);
  });
});
