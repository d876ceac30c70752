import { describe, expect, it } from '@jest/globals';
import { decisionOn, type Asked } from '../../../test/parts/fake-policy.js';
import { keys } from '../../../test/parts/keys.js';
import { granted, heldCall } from '../../../test/parts/requests.js';
import { World } from '../../../test/parts/world.js';
import { awaitCall } from './await-call.js';
import { recoverCalls } from './recover-calls.js';
import { useGrant as onGrant } from './use-grant.js';
import { settled } from '../../../test/parts/virtual-time.js';
import type { ApprovalGranted } from '@countersign/contracts';

/** Takes a grant and lets the run that it sets off come to its end. */
const useGrant = (parts: World['parts']) => async (event: ApprovalGranted) => {
  const answer = await onGrant(parts)(event);
  await settled();
  return answer;
};

const recheckSubject = 'rpc.policy.recheckToolCall';

/** Makes policy's second look at a call come out differently from its first. */
function recheckAs(world: World, verdict: 'allow' | 'hold' | 'deny', changes: Parameters<typeof decisionOn>[2]) {
  world.rpc.on(recheckSubject, async (asked: Asked) => {
    const { argumentsDigest } = await world.call(asked.callId);
    return keys.sign(decisionOn({ ...asked, argumentsDigest }, verdict, { phase: 'recheck', ...changes }));
  });
}

describe('given a held call', () => {
  it('has told the agent only once that it is held was on the record, and sent nothing', async () => {
    const world = new World('hold');
    const call = await heldCall(world);
    expect(world.bus.types()).toEqual(['ToolCallProposed', 'ToolCallHeld']);
    expect(world.bus.find('ToolCallHeld').data).toMatchObject({
      callId: call.id,
      expiresAt: '2026-11-21T13:00:00.000Z',
    });
    expect(world.sent).toEqual([]);
  });

  it('runs right after the grant although no agent waits', async () => {
    const world = new World('hold');
    const call = await heldCall(world);
    await useGrant(world.parts)(granted(world, call));
    expect((await world.call(call.id)).status).toBe('succeeded');
    expect(world.bus.find('ToolCallStarted').data).toMatchObject({
      grantId: `gr_${call.id}`,
      recheckDecisionId: `again_${call.id}`,
    });
  });

  it('takes no grant while the record cannot be written, since a bus without power would lose it', async () => {
    const world = new World('hold');
    const call = await heldCall(world);
    world.bus.auditRuns = false;
    expect(await useGrant(world.parts)(granted(world, call))).toBe('later');
    expect((await world.call(call.id)).status).toBe('held');
  });

  it('runs once however often the grant is delivered, also at the same time', async () => {
    const world = new World('hold');
    const call = await heldCall(world);
    const event = granted(world, call);
    await Promise.all([useGrant(world.parts)(event), useGrant(world.parts)(event)]);
    await useGrant(world.parts)(event);
    expect(world.sent).toHaveLength(1);
  });

  it('gives the result to an agent that asks for it by id', async () => {
    const world = new World('hold');
    const call = await heldCall(world);
    const waiting = awaitCall(world.parts)({
      caller: { tenant: 'acme', agent: 'triage', keyId: 'k' },
      callId: call.id,
      waitMs: 60_000,
    });
    await useGrant(world.parts)(granted(world, call));
    await world.store.outbox.markPublished([`outcome_${call.id}`], { sequence: 1, incarnation: 'i' });
    await world.store.outbox.dropSealed({ sequence: 1, incarnation: 'i' });
    await world.time.pass(1_000);
    expect(await waiting).toMatchObject({ ok: true, value: { status: 'succeeded' } });
  });
});

describe('given a grant that is not good for the call', () => {
  it.each([
    [
      'signed by somebody else',
      async (world: World, call: Awaited<ReturnType<typeof heldCall>>) => keys.forgeGrant(world.grantFor(call)),
    ],
    [
      'for another action',
      async (world, call) => keys.grant(world.grantFor(call, { actionDigest: `sha256:${'9'.repeat(64)}` })),
    ],
    ['for another decision', async (world, call) => keys.grant(world.grantFor(call, { decisionId: 'dec_other' }))],
    [
      'given by the principal of the run',
      async (world, call) => keys.grant(world.grantFor(call, { approvedBy: ['paul'] })),
    ],
    [
      'given by the owner of the agent',
      async (world, call) => keys.grant(world.grantFor(call, { approvedBy: ['olivia'] })),
    ],
    [
      'given twice by one person',
      async (world, call) => keys.grant(world.grantFor(call, { approvedBy: ['ann', 'ann'], quorum: 2 })),
    ],
  ])('%s: the call stays held and nothing is sent', async (_, sign) => {
    const world = new World('hold');
    const call = await heldCall(world);
    await useGrant(world.parts)(granted(world, call, await sign(world, call)));
    expect((await world.call(call.id)).status).toBe('held');
    expect(world.sent).toEqual([]);
    expect(world.reported).toHaveLength(1);
  });

  it('expired: the call ends', async () => {
    const world = new World('hold');
    const call = await heldCall(world);
    await world.time.pass(3_600_000);
    await useGrant(world.parts)(granted(world, call));
    expect((await world.call(call.id)).status).toBe('expired');
    expect(world.sent).toEqual([]);
  });
});

describe('given that policy looks again before a granted call runs', () => {
  it.each([
    ['denies it now', 'deny', {}, 'denied'],
    ['finds another tool definition', 'hold', { toolDefinitionDigest: `sha256:${'9'.repeat(64)}` }, 'failed'],
    ['finds another target', 'hold', { target: 'elsewhere' }, 'failed'],
    ['finds another credential scope', 'hold', { credentialScope: ['everything'] }, 'failed'],
    [
      'asks for other approvers under a new revision',
      'hold',
      {
        policyRevision: `sha256:${'8'.repeat(64)}`,
        approvers: { groups: [], people: ['zoe'], quorum: 1, expiresInSeconds: 60 },
      },
      'failed',
    ],
  ] as const)('and %s: the call does not run', async (...[, verdict, changes, status]) => {
    const world = new World('hold');
    const call = await heldCall(world);
    recheckAs(world, verdict, changes as never);
    await useGrant(world.parts)(granted(world, call));
    expect((await world.call(call.id)).status).toBe(status);
    expect(world.sent).toEqual([]);
  });

  it('and still holds it under a new revision for the same people: the call runs', async () => {
    const world = new World('hold');
    const call = await heldCall(world);
    recheckAs(world, 'hold', { policyRevision: `sha256:${'8'.repeat(64)}` });
    await useGrant(world.parts)(granted(world, call));
    expect((await world.call(call.id)).status).toBe('succeeded');
  });

  it.each([recheckSubject, 'rpc.credentials.redeemLease'])('and %s is away: it runs later, once', async (subject) => {
    const world = new World('hold');
    const call = await heldCall(world);
    const working = new World('hold');
    world.rpc.refuse(subject, 'service_unavailable');
    await useGrant(world.parts)(granted(world, call));
    expect(world.sent).toEqual([]);
    world.rpc.on(subject, (request) => working.rpc.answer(subject, request));
    await world.time.pass(5_000);
    await recoverCalls(world.parts)();
    await recoverCalls(world.parts)();
    expect((await world.call(call.id)).status).toBe('succeeded');
    expect(world.sent).toHaveLength(1);
  });
});

describe('given a grant that arrives before its call is stored', () => {
  it('asks the bus to deliver it again', async () => {
    const world = new World('hold');
    const call = await heldCall(world);
    const other = new World('hold');
    expect(await useGrant(other.parts)(granted(world, call))).toBe('later');
  });

  it('lets go of one whose call never came', async () => {
    const world = new World('hold');
    const call = await heldCall(world);
    const other = new World('hold');
    const event = granted(world, call);
    await other.time.pass(120_001);
    await useGrant(other.parts)(event);
    expect(other.sent).toEqual([]);
  });
});
