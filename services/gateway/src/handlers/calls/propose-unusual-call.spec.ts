import { describe, expect, it } from '@jest/globals';
import { httpTool } from '../../../test/parts/governance.js';
import { propose } from '../../../test/parts/requests.js';
import { World } from '../../../test/parts/world.js';

describe('given a request that is no call', () => {
  it.each([
    ['an unknown tool', { tool: 'logs.delete' }, { service: 'web' }, 'tool_unknown'],
    ['an argument too many', {}, { service: 'web', more: 1 }, 'arguments_invalid'],
    ['an argument of the wrong type', {}, { service: 7 }, 'arguments_invalid'],
  ])('refuses %s and proposes nothing', async (...[, more, values, reasonCode]) => {
    const world = new World('allow');
    expect(await propose(world, values, more)).toMatchObject({ ok: false, refusal: { reasonCode } });
    expect(world.bus.events).toEqual([]);
  });

  it('does not let a path argument lead elsewhere', async () => {
    const world = new World('allow');
    expect(await propose(world, { service: '..' })).toMatchObject({
      ok: true,
      value: { status: 'failed', outcome: { reasonCode: 'arguments_invalid' } },
    });
    expect(world.sent).toEqual([]);
  });

  it('refuses a tool that is not approved yet', async () => {
    const world = new World('allow', [httpTool('logs.read', { status: 'proposed' })]);
    expect(await propose(world)).toMatchObject({ ok: false, refusal: { reasonCode: 'tool_unknown' } });
  });
});

describe('given an idempotency key', () => {
  it('gives the same call for the same request and runs it once', async () => {
    const world = new World('allow');
    const first = await propose(world, { service: 'web' }, { idempotencyKey: 'k1' });
    const second = await propose(world, { service: 'web' }, { idempotencyKey: 'k1' });
    expect(first.ok && second.ok && second.value.id).toBe(first.ok && first.value.id);
    expect(world.sent).toHaveLength(1);
  });

  it('refuses the same key for another request', async () => {
    const world = new World('allow');
    await propose(world, { service: 'web' }, { idempotencyKey: 'k1' });
    expect(await propose(world, { service: 'db' }, { idempotencyKey: 'k1' })).toMatchObject({
      ok: false,
      refusal: { reasonCode: 'idempotency_conflict' },
    });
    expect(world.sent).toHaveLength(1);
  });
});
