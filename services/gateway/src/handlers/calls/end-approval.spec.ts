import { describe, expect, it } from '@jest/globals';
import { expired, granted, heldCall, rejected } from '../../../test/parts/requests.js';
import { World } from '../../../test/parts/world.js';
import { endApproval } from './end-approval.js';
import { useGrant } from './use-grant.js';

describe('given a held call', () => {
  it.each([
    ['rejected', rejected, 'approval_rejected'],
    ['expired', expired, 'approval_expired'],
  ] as const)('ends it as %s, on the record, without having run', async (status, event, reasonCode) => {
    const world = new World('hold');
    const call = await heldCall(world);
    await endApproval(world.parts)(event(world, call));
    expect(await world.call(call.id)).toMatchObject({ status, outcome: { reasonCode } });
    expect(world.bus.find('ToolCallFailed').data).toMatchObject({ reasonCode, started: false });
    expect(world.sent).toEqual([]);
  });

  it('takes the end of an approval once', async () => {
    const world = new World('hold');
    const call = await heldCall(world);
    await Promise.all([
      endApproval(world.parts)(rejected(world, call)),
      endApproval(world.parts)(expired(world, call)),
    ]);
    expect(world.bus.types().filter((type) => type === 'ToolCallFailed')).toHaveLength(1);
  });

  it('does not run a call after it was rejected', async () => {
    const world = new World('hold');
    const call = await heldCall(world);
    await endApproval(world.parts)(rejected(world, call));
    await useGrant(world.parts)(granted(world, call));
    expect((await world.call(call.id)).status).toBe('rejected');
    expect(world.sent).toEqual([]);
  });
});
