import { describe, expect, it } from '@jest/globals';
import { caller, heldCall, propose } from '../../../test/parts/requests.js';
import { World } from '../../../test/parts/world.js';
import { RecentIds } from '../waits/recent-ids.js';
import { awaitCall } from './await-call.js';

describe('awaiting a tool call', () => {
  it('shows the call as it stands when the time is up, which is no error', async () => {
    const world = new World('hold');
    const { id } = await heldCall(world);
    const waiting = awaitCall(world.parts)({ caller, callId: id, waitMs: 3_000 });
    await world.time.pass(3_000);
    expect(await waiting).toMatchObject({ ok: true, value: { status: 'held' } });
  });

  it('does not show an outcome that is not on the record yet', async () => {
    const world = new World('allow');
    const call = await propose(world);
    const id = call.ok ? call.value.id : '';
    Object.assign(world.parts, { sealedSteps: new RecentIds(1) });
    expect(await awaitCall(world.parts)({ caller, callId: id, waitMs: 0 })).toMatchObject({
      ok: true,
      value: { status: 'started', outcome: null },
    });
  });

  it('does not say that a call is held before that is on the record', async () => {
    const world = new World('hold');
    const { id } = await heldCall(world);
    Object.assign(world.parts, { sealedSteps: new RecentIds(1) });
    const waiting = awaitCall(world.parts)({ caller, callId: id, waitMs: 0 });
    expect(await waiting).toMatchObject({ ok: true, value: { status: 'proposed', decision: null } });
  });

  it.each([
    ['another tenant', { ...caller, tenant: 'other' }],
    ['another agent of the same tenant', { ...caller, agent: 'other' }],
  ])('knows nothing of it for %s', async (_, stranger) => {
    const world = new World('hold');
    const { id } = await heldCall(world);
    expect(await awaitCall(world.parts)({ caller: stranger, callId: id, waitMs: 0 })).toMatchObject({
      ok: false,
      refusal: { reasonCode: 'not_found' },
    });
  });
});
