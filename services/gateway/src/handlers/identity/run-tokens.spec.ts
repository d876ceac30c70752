import { describe, expect, it } from '@jest/globals';
import { keys } from '../../../test/parts/keys.js';
import { World } from '../../../test/parts/world.js';

const scope = { scope: ['logs.*'], models: null };
const tokenOf = (world: World, seconds = 3600, isForged = false) =>
  keys.runToken({ ...scope, principal: 'ann' }, { at: world.time.now(), seconds }, isForged);
const asked = (world: World) => world.rpc.count('rpc.credentials.checkRun');
const closed = { refusal: { reasonCode: 'run_closed', message: 'The run was ended.' } };

describe('a run token', () => {
  it('says whose run it is, for whom it acts and what it is limited to', async () => {
    const world = new World();
    expect(await world.parts.runTokens.callerOf(await tokenOf(world))).toEqual({
      ok: true,
      value: {
        ...{ tenant: 'acme', agent: 'triage', keyId: 'key_1' },
        run: { runId: 'run_1', principal: 'ann', scope: { tools: ['logs.*'], models: null } },
      },
    });
  });

  it.each([
    ['that another key signed', 3600, true],
    ['whose time is over', -10, false],
  ])('%s opens nothing, and credentials is not even asked', async (...[, seconds, isForged]) => {
    const world = new World();
    const caller = await world.parts.runTokens.callerOf(await tokenOf(world, seconds, isForged));
    expect(caller).toMatchObject({ ok: false, refusal: { reasonCode: 'unauthenticated' } });
    expect(asked(world)).toBe(0);
  });

  it('is asked about once in five seconds', async () => {
    const world = new World();
    const token = await tokenOf(world);
    await world.parts.runTokens.callerOf(token);
    await world.parts.runTokens.callerOf(token);
    expect(asked(world)).toBe(1);
    await world.time.pass(5_001);
    world.rpc.on('rpc.credentials.checkRun', () => closed);
    expect(await world.parts.runTokens.callerOf(token)).toMatchObject({ refusal: { reasonCode: 'run_closed' } });
  });

  it.each([
    ['its run is heard to be closed', (world: World) => world.parts.runTokens.closed('run_1')],
    ['the key that opened it is heard to be revoked', (world: World) => world.parts.runTokens.keyRevoked('key_1')],
  ])('is not trusted any longer once %s', async (_, hear) => {
    const world = new World();
    const token = await tokenOf(world);
    await world.parts.runTokens.callerOf(token);
    world.rpc.on('rpc.credentials.checkRun', () => closed);
    hear(world);
    expect(await world.parts.runTokens.callerOf(token)).toMatchObject({ ok: false });
  });

  it('opens nothing while credentials cannot be asked', async () => {
    const world = new World();
    world.rpc.refuse('rpc.credentials.checkRun', 'service_unavailable');
    const caller = await world.parts.runTokens.callerOf(await tokenOf(world));
    expect(caller).toMatchObject({ ok: false, refusal: { reasonCode: 'service_unavailable' } });
  });

  it('ends at its own time, even while it is still trusted', async () => {
    const world = new World();
    const token = await tokenOf(world, 2);
    world.rpc.on('rpc.credentials.checkRun', () => ({ keyId: 'key_1', expiresAt: '2026-11-21T12:00:02.000Z' }));
    expect(await world.parts.runTokens.callerOf(token)).toMatchObject({ ok: true });
    await world.time.pass(2_001);
    expect(await world.parts.runTokens.callerOf(token)).toMatchObject({ ok: false });
  });
});
