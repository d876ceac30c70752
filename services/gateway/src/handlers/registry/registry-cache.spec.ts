import { describe, expect, it } from '@jest/globals';
import { httpTool, registryOf } from '../../../test/parts/governance.js';
import { settled } from '../../../test/parts/virtual-time.js';
import { World } from '../../../test/parts/world.js';
import { RegistryCache } from './registry-cache.js';

const subject = 'rpc.policy.getRegistry';

function given() {
  const world = new World();
  return { world, registry: new RegistryCache({ rpc: world.rpc, clock: world.time }) };
}

const toolsOf = async (registry: RegistryCache) => {
  const answer = await registry.of('acme');
  return answer.ok ? [...answer.value.tools.keys()] : answer.refusal.reasonCode;
};

describe('what is registered', () => {
  it('is known for seconds without asking again', async () => {
    const { world, registry } = given();
    await toolsOf(registry);
    await toolsOf(registry);
    expect(world.rpc.count(subject)).toBe(1);
  });

  it('is the new revision for the next request after one was published', async () => {
    const { world, registry } = given();
    await toolsOf(registry);
    world.rpc.on(subject, () => registryOf([httpTool('db.query')], []));
    registry.changed('acme');
    expect(await toolsOf(registry)).toEqual(['db.query']);
  });

  it('holds on for a while when policy is away, then nothing is decided on it', async () => {
    const { world, registry } = given();
    await toolsOf(registry);
    world.rpc.refuse(subject, 'service_unavailable');
    await world.time.pass(29_000);
    expect(await toolsOf(registry)).toEqual(['logs.read']);
    await settled();
    await world.time.pass(1_000);
    expect(await toolsOf(registry)).toBe('policy_unavailable');
  });

  it('leaves out a document that does not validate, so that what it names is unknown', async () => {
    const { world, registry } = given();
    world.rpc.on(subject, () => ({
      ...registryOf([httpTool('a.b')], []),
      tools: [{ definitionDigest: `sha256:${'1'.repeat(64)}`, document: { name: 'x' } }],
    }));
    expect(await toolsOf(registry)).toEqual([]);
  });
});
