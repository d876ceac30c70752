import { describe, expect, it } from '@jest/globals';
import { settled } from '../../../test/parts/virtual-time.js';
import { World } from '../../../test/parts/world.js';
import { RefusalRecorder, type RefusedRequest } from './refusal-recorder.js';

const request: RefusedRequest = {
  ...{ tenant: 'acme', agent: 'triage', keyId: 'key_1', reasonCode: 'route_unknown', route: '/nowhere' },
  ...{ method: 'POST', status: 404, traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` },
};

const counts = (world: World) => world.bus.events.map((leaf) => (leaf.type === 'RequestRefused' ? leaf.data.count : 0));

describe('refused requests', () => {
  it('are told one by one while they are few, and counted together when they are many', async () => {
    const world = new World();
    const recorder = new RefusalRecorder(world.parts);
    for (let i = 0; i < 1_050; i++) recorder.record(request);
    await settled();
    expect(counts(world)).toHaveLength(50);
    await world.time.pass(1_000);
    expect(counts(world).slice(50)).toEqual([1_000]);
  });

  it('are told one by one again in the next second', async () => {
    const world = new World();
    const recorder = new RefusalRecorder(world.parts);
    for (let i = 0; i < 60; i++) recorder.record(request);
    await world.time.pass(1_000);
    recorder.record(request);
    await settled();
    expect(counts(world).at(-1)).toBe(1);
  });

  it('cannot fill the memory with ever new routes', async () => {
    const world = new World();
    const recorder = new RefusalRecorder(world.parts);
    for (let i = 0; i < 5_000; i++) recorder.record({ ...request, route: `/${i}` });
    await world.time.pass(1_000);
    expect(counts(world).reduce((sum, count) => sum + count, 0)).toBe(5_000);
    expect(counts(world).length).toBeLessThan(300);
  });

  it('are told in a form that the record takes, whatever the path', async () => {
    const world = new World();
    new RefusalRecorder(world.parts).record({ ...request, tenant: null, route: `/\ud800\n${'x'.repeat(400)}` });
    await settled();
    const { tenant, data } = world.bus.find('RequestRefused');
    expect([tenant, data.route]).toEqual(['system', `/??${'x'.repeat(253)}`]);
  });
});
