import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { document, governance, revisionOf, rule } from '../../../test/governance.js';
import type { CallContext } from './call-context.js';
import { decideToolCall, type ProposedToolCall } from './decide-tool-call.js';
import type { LoadedRevision } from './loaded-revision.js';

beforeAll(loadAnalysers);

const context: CallContext = { nowMs: Date.UTC(2026, 10, 21, 12), principal: null };
const mail: ProposedToolCall = { agent: 'bot', tool: 'mail.send', arguments: { to: ['a@b.example'] } };
const allowAll = rule('allow', { tools: ['*'] });

const withRules = (...rules: unknown[]) => revisionOf(governance(rules));
const decide = (revision: LoadedRevision, call: Partial<ProposedToolCall> = {}, more: Partial<CallContext> = {}) =>
  decideToolCall(revision, { ...mail, ...call }, { ...context, ...more });

describe('a decision', () => {
  it('carries all that is to be signed and all that is needed to decide again', () => {
    const revision = withRules(allowAll);
    const outcome = decide(revision);
    expect(outcome).toMatchObject({
      verdict: 'allow',
      policyRevision: revision.compiled.revision,
      inputDigest: expect.stringMatching(/^sha256:/),
      argumentsDigest: expect.stringMatching(/^sha256:/),
      toolDefinitionDigest: revision.compiled.tools.get('mail.send')?.definitionDigest,
      target: 'agent:mail.send',
      effects: [{ kind: 'write' }],
      proven: true,
      owner: 'owner',
      principal: null,
      trace: [{ rule: { policy: 'rules' }, matched: true, why: 'allow: applies (no conditions)' }],
    });
    const again = revisionOf(governance([allowAll])).engine.evaluate('tool:mail.send', outcome.input);
    expect(again).toMatchObject({ ok: true, decision: { verdict: 'allow' } });
  });

  it('is the same for the same call, and has another input digest for another one', () => {
    const revision = withRules(
      rule('allow', { tools: ['*'], when: { arguments: [{ pointer: '/urgent', op: 'exists', value: true }] } }),
    );
    const urgent = { arguments: { urgent: true } };
    expect(decide(revision, urgent)).toEqual(decide(revision, urgent));
    expect(decide(revision, urgent).inputDigest).not.toBe(decide(revision).inputDigest);
  });
});

describe('what is not known or not active', () => {
  it.each([
    ['agent_unknown', { agent: 'stranger' }],
    ['tool_unknown', { tool: 'mail.delete' }],
    ['tool_unknown', { tool: '*' }],
    ['tool_unknown', { tool: '__proto__' }],
    ['agent_unknown', { agent: 'constructor' }],
    ['tool_definition_changed', { toolDefinitionDigest: `sha256:${'0'.repeat(64)}` as const }],
    ['arguments_invalid', { arguments: { to: 'a@b.example' } }],
    ['arguments_invalid', { arguments: { to: [], cc: [] } }],
    ['arguments_invalid', { arguments: 'to all' }],
    ['arguments_invalid', { arguments: null }],
    ['arguments_invalid', { arguments: { to: ['\ud800'] } }],
  ])('is refused as %s', (reasonCode, call) => {
    expect(decide(withRules(allowAll), call)).toMatchObject({
      verdict: 'deny',
      reasonCode,
      rule: null,
      remedy: expect.any(String),
    });
  });

  it.each([
    ['agent_suspended', 'Agent', 'suspended'],
    ['agent_retired', 'Agent', 'retired'],
    ['tool_proposed', 'Tool', 'proposed'],
    ['tool_retired', 'Tool', 'retired'],
  ])('is refused as %s', (reasonCode, kind, status) => {
    const documents = governance([allowAll]).map((one) => (one.kind === kind ? document({ ...one, status }) : one));
    expect(decide(revisionOf(documents))).toMatchObject({ verdict: 'deny', reasonCode });
  });

  it('names the place of a fault in the arguments and not the value', () => {
    const { reasons } = decide(withRules(allowAll), { arguments: { to: 'secret@b.example' } });
    expect(reasons).toEqual(["the arguments do not fit the tool's input schema", 'arguments/to must be array']);
  });
});

describe('effects', () => {
  const readOnly = rule('allow', {
    tools: ['db.query'],
    when: { effects: { only: ['read'] }, relations: { in: ['public.orders'] } },
  });
  const query = (sql: string) => ({ tool: 'db.query', arguments: { sql } });

  it('allow what is proven to read the named table', () => {
    expect(decide(withRules(readOnly), query('select * from public.orders')).verdict).toBe('allow');
    expect(decide(withRules(readOnly), query('select * from public.salaries')).reasonCode).toBe('no_matching_rule');
    expect(decide(withRules(readOnly), query('delete from public.orders')).verdict).toBe('deny');
  });

  it('deny what is unclear, and say why, or hold it where the tenant says so', () => {
    const unclear = query('select * from public.orders; drop table public.orders');
    expect(decide(withRules(allowAll), unclear)).toMatchObject({
      verdict: 'deny',
      reasonCode: 'effects_unclear',
      proven: false,
    });
    const settings = { kind: 'Settings', unclearEffects: { verdict: 'hold', approvers: { groups: ['on-call'] } } };
    const held = decide(revisionOf(governance([allowAll], [settings])), unclear);
    expect(held).toMatchObject({
      verdict: 'hold',
      reasonCode: 'effects_unclear',
      approvers: { people: ['ada', 'ben'] },
    });
    expect(held.reasons.length).toBeGreaterThan(1);
  });

  it('are not proven when there are more than a decision can show', () => {
    const columns = Array.from({ length: 80 }, (_, i) => `(select 1 from public.t${i})`).join(', ');
    const { effects, proven, reasons, verdict } = decide(withRules(allowAll), query(`select ${columns}`));
    expect({ shown: effects.length, proven, verdict }).toEqual({ shown: 64, proven: false, verdict: 'deny' });
    expect(reasons).toContainEqual(expect.stringContaining('effects, more than the 64'));
  });

  it('let a private address through only where a rule names the host', () => {
    const get = { tool: 'http.request', arguments: { url: 'http://10.0.0.7/x', method: 'GET' } };
    const named = rule('allow', { tools: ['http.request'], when: { requests: { hosts: ['10.0.0.7'] } } });
    const unnamed = rule('allow', { tools: ['http.request'], when: { requests: { methods: ['GET'] } } });
    expect([decide(withRules(named), get).verdict, decide(withRules(unnamed), get).verdict]).toEqual(['allow', 'deny']);
  });
});

describe('circumstances', () => {
  const when = (condition: object) => rule('allow', { tools: ['mail.send'], when: condition });

  it('decide by the clock of the zone that the rule names', () => {
    const office = withRules(
      when({ time: { weekdays: ['sat'], from: '13:00', to: '14:00', timezone: 'Europe/Berlin' } }),
    );
    expect(decide(office).verdict).toBe('allow');
    expect(decide(office, {}, { nowMs: context.nowMs + 3_600_000 }).verdict).toBe('deny');
  });

  it('count what the run has done', () => {
    const thrice = withRules(when({ history: { toolCalls: [{ tools: ['mail.*'], fewerThan: 3, within: '1h' }] } }));
    const earlier = (count: number, minutes: number) =>
      Array.from({ length: count }, () => ({ tool: 'mail.send', atMs: context.nowMs - minutes * 60_000 }));
    expect(decide(thrice, {}, { history: earlier(2, 5) }).verdict).toBe('allow');
    expect(decide(thrice, {}, { history: earlier(3, 5) }).verdict).toBe('deny');
    expect(decide(thrice, {}, { history: earlier(3, 61) }).verdict).toBe('allow');
    expect(decide(thrice).verdict).toBe('deny');
  });

  it('see what came before what', () => {
    const after = withRules(
      allowAll,
      rule('deny', { tools: ['mail.send'], when: { history: { sequence: ['db.*', 'http.*'] } } }),
    );
    const run = (...tools: string[]) => ({ history: tools.map((tool) => ({ tool, atMs: 0 })) });
    expect(decide(after, {}, run('db.query', 'fs.read', 'http.request')).verdict).toBe('deny');
    expect(decide(after, {}, run('http.request', 'db.query')).verdict).toBe('allow');
    expect(decide(after).verdict).toBe('deny');
  });

  it('read labels, environment and principal, and what is not told never helps', () => {
    const condition = {
      labels: { not: ['read-confidential'] },
      environment: ['staging'],
      principal: { people: ['ada'] },
    };
    const strict = withRules(when(condition));
    const told = { labels: [], environment: 'staging', principal: 'ada' };
    expect(decide(strict, {}, told).verdict).toBe('allow');
    expect(decide(strict, {}, { ...told, labels: ['read-confidential'] }).verdict).toBe('deny');
    expect(decide(strict, {}, { environment: 'staging', principal: 'ada' }).verdict).toBe('deny');
    expect(decide(strict, {}, { ...told, principal: null }).verdict).toBe('deny');
  });
});
