import { describe, expect, it } from '@jest/globals';
import { decisionOn } from '../../../test/parts/fake-policy.js';
import { leaseValue } from '../../../test/parts/fake-rpc.js';
import { keys } from '../../../test/parts/keys.js';
import { World } from '../../../test/parts/world.js';
import { propose } from '../../../test/parts/requests.js';

describe('given a tool that policy allows', () => {
  it('runs the call once and tells its result', async () => {
    const world = new World('allow');
    const call = await propose(world, { service: 'web/a b', lines: 10 });
    expect(call).toMatchObject({
      ok: true,
      value: { status: 'succeeded', outcome: { result: { text: '{"lines":["one"]}' } } },
    });
    expect(world.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET https://target.example/logs/web%2Fa%20b?lines=10',
    ]);
    expect(world.bus.types()).toEqual(['ToolCallProposed', 'ToolCallStarted', 'ToolCallSucceeded']);
  });

  it('sends the credential that was minted for this call, and tells the target which call it is', async () => {
    const world = new World('allow');
    const call = await propose(world);
    expect(world.sent[0]?.headers).toMatchObject({ authorization: `Bearer ${leaseValue}` });
    expect(world.sent[0]?.headers['idempotency-key']).toBe(call.ok && call.value.id);
    expect(world.bus.find('ToolCallStarted').data).toMatchObject({ leaseId: 'lease_1' });
  });

  it('lets no credential out that the target echoes, in any form', async () => {
    const world = new World('allow');
    const echoed = [leaseValue, Buffer.from(leaseValue).toString('base64')];
    world.target = async () => ({
      kind: 'answered',
      status: 200,
      contentType: 'text/plain',
      complete: true,
      bytes: Buffer.from(echoed.join(' ')),
    });
    const call = await propose(world);
    expect(call.ok && call.value.outcome?.result?.text).toBe('[removed] [removed]');
  });

  it('seals the intent before it sends anything', async () => {
    const world = new World('allow');
    world.target = async () => {
      expect(world.bus.types()).toContain('ToolCallStarted');
      return { kind: 'not-sent', reasonCode: 'target_unreachable', message: 'no route' };
    };
    await propose(world);
    expect(world.bus.find('ToolCallFailed').data).toMatchObject({ reasonCode: 'target_unreachable', started: false });
  });

  it('reports an unknown outcome when the answer is lost, and does not try again', async () => {
    const world = new World('allow');
    world.target = async () => ({ kind: 'lost', reasonCode: 'target_timeout', message: 'no answer in time' });
    const call = await propose(world);
    expect(call).toMatchObject({ ok: true, value: { status: 'unknown' } });
    expect(world.sent).toHaveLength(1);
    expect(world.bus.types().at(-1)).toBe('ToolCallOutcomeUnknown');
  });

  it('says failed, not unknown, when the lost call was proven to only read', async () => {
    const world = new World();
    world.policy = (asked) =>
      decisionOn(asked, 'allow', {
        proven: true,
        effects: [{ kind: 'read', target: { type: 'service', name: 'logs' } }],
      });
    world.target = async () => ({ kind: 'lost', reasonCode: 'target_timeout', message: 'no answer in time' });
    expect(await propose(world)).toMatchObject({ ok: true, value: { status: 'failed' } });
  });

  it('hides in the result what policy obliges it to hide', async () => {
    const world = new World();
    world.policy = (asked) => decisionOn(asked, 'allow', { obligations: { redact: ['/lines/*'] } });
    const call = await propose(world);
    expect(call.ok && call.value.outcome?.result?.text).toBe('{"lines":["[redacted]"]}');
  });
});

describe('given a record that cannot be written', () => {
  it('refuses before anything is proposed while audit is not heard of', async () => {
    const world = new World('allow');
    world.bus.auditRuns = false;
    expect(await propose(world)).toMatchObject({ ok: false, refusal: { reasonCode: 'record_unavailable' } });
    expect(world.bus.events).toEqual([]);
  });

  it.each(['ToolCallProposed', 'ToolCallStarted'])('sends nothing when %s cannot be published', async (type) => {
    const world = new World('allow');
    world.bus.failing.add(type);
    const call = await propose(world);
    expect(call.ok ? call.value.status : call.refusal.reasonCode).toMatch(/failed|record_unavailable/);
    expect(world.sent).toEqual([]);
  });

  it('keeps the outcome for later when it cannot be sealed, and does not tell it', async () => {
    const world = new World('allow');
    world.target = async () => {
      world.bus.auditRuns = false;
      return { kind: 'answered', status: 200, contentType: 'text/plain', complete: true, bytes: Buffer.from('done') };
    };
    const call = await propose(world, { service: 'web' }, { idempotencyKey: 'k' });
    expect(call).toMatchObject({ ok: false, refusal: { reasonCode: 'record_unavailable' } });
    world.bus.auditRuns = true;
    expect(await propose(world, { service: 'web' }, { idempotencyKey: 'k' })).toMatchObject({
      ok: true,
      value: { status: 'started' },
    });
    expect(world.sent).toHaveLength(1);
  });
});

describe('given a decision', () => {
  it('denies with the reason of policy, on the record, and sends nothing', async () => {
    const world = new World('deny');
    expect(await propose(world)).toMatchObject({
      ok: true,
      value: { status: 'denied', outcome: { reasonCode: 'no_rule_allows' } },
    });
    expect(world.bus.find('ToolCallFailed').data.started).toBe(false);
    expect(world.sent).toEqual([]);
  });

  it('refuses one that somebody else signed', async () => {
    const world = new World();
    world.policy = (asked) => {
      world.parts.decisions.arrive(asked.callId, keys.forge(decisionOn(asked, 'allow')));
      return null;
    };
    expect(await propose(world)).toMatchObject({
      ok: true,
      value: { status: 'failed', outcome: { reasonCode: 'decision_mismatch' } },
    });
    expect(world.sent).toEqual([]);
  });

  it.each([
    ['other arguments', { argumentsDigest: `sha256:${'9'.repeat(64)}` }],
    ['another tenant', { tenant: 'other' }],
    ['another agent', { agent: 'other' }],
    ['another action digest', { actionDigest: `sha256:${'9'.repeat(64)}` }],
    ['a recheck', { phase: 'recheck' as const }],
  ])('refuses one for %s', async (_, changes) => {
    const world = new World();
    world.policy = (asked) => decisionOn(asked, 'allow', changes);
    expect(await propose(world)).toMatchObject({
      ok: true,
      value: { status: 'failed', outcome: { reasonCode: 'decision_mismatch' } },
    });
    expect(world.sent).toEqual([]);
  });

  it('sends nothing when the tool has changed since it was decided', async () => {
    const world = new World();
    world.policy = (asked) => decisionOn(asked, 'allow', { toolDefinitionDigest: `sha256:${'9'.repeat(64)}` });
    expect(await propose(world)).toMatchObject({ ok: true, value: { outcome: { reasonCode: 'tool_changed' } } });
    expect(world.sent).toEqual([]);
  });

  it('gives up when policy does not decide in time', async () => {
    const world = new World();
    world.policy = () => null;
    const proposed = propose(world);
    await world.time.pass(5_000);
    expect(await proposed).toMatchObject({
      ok: true,
      value: { status: 'failed', outcome: { reasonCode: 'policy_unavailable' } },
    });
  });

  it('sends nothing when credentials refuses to mint', async () => {
    const world = new World('allow');
    world.rpc.refuse('rpc.credentials.redeemLease', 'decision_stale');
    expect(await propose(world)).toMatchObject({
      ok: true,
      value: { status: 'failed', outcome: { reasonCode: 'decision_stale' } },
    });
    expect(world.sent).toEqual([]);
  });
});
