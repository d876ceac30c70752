import { describe, expect, it } from '@jest/globals';
import { granted, heldCall } from '../../../test/parts/requests.js';
import { World } from '../../../test/parts/world.js';
import { endOverdue } from './end-overdue.js';
import { useGrant } from './use-grant.js';

const approvalMs = 3_600_000;
const graceMs = 600_000;

describe('given a held call of whose approval nothing is heard', () => {
  it('leaves it alone while its end may still be on its way', async () => {
    const world = new World('hold');
    const { id } = await heldCall(world);
    await world.time.pass(approvalMs + graceMs - 1);
    await endOverdue(world.parts)();
    expect((await world.call(id)).status).toBe('held');
  });

  it('ends it as expired after that, on the record, and takes no grant for it any more', async () => {
    const world = new World('hold');
    const call = await heldCall(world);
    await world.time.pass(approvalMs + graceMs);
    await endOverdue(world.parts)();
    await useGrant(world.parts)(granted(world, call));
    expect((await world.call(call.id)).status).toBe('expired');
    expect(world.bus.find('ToolCallFailed').data).toMatchObject({ reasonCode: 'approval_expired', started: false });
    expect(world.sent).toEqual([]);
  });
});
