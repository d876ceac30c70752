import { describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { governance, rule } from '../../test/governance.js';
import { admin, governanceWorld } from '../../test/governance-stores.js';
import { confirmGovernance, declineGovernance, listGovernanceProposals } from './governance-proposals.js';
import { publishGovernance } from './publish-governance.js';
import { rollbackGovernance } from './rollback-governance.js';

const files = { files: [], variables: {} };
const [first, second] = [governance([rule('allow', { tools: ['*'] })]), governance([rule('deny', { tools: ['*'] })])];
const twoPeople = { kind: 'Settings', publishing: { secondPerson: true } };
const careful = (verdict: string) => governance([rule(verdict, { tools: ['*'] })], [twoPeople]);

/** Noise takes as much room packed as it says. */
const unpackable = {
  kind: 'Tool',
  name: 'noise.make',
  description: 'Noise',
  status: 'approved',
  inputSchema: { type: 'object', additionalProperties: false, $comment: randomBytes(1_000_000).toString('base64') },
  effects: [{ as: 'declared', kind: 'write', target: { type: 'service', name: 'noise' } }],
};

async function proposed() {
  const world = governanceWorld(careful('allow'));
  await publishGovernance(world.parts)({ actor: admin('ada'), ...files });
  const before = world.inForce();
  world.write(careful('deny'));
  const outcome = await publishGovernance(world.parts)({ actor: admin('ada'), ...files });
  const proposalId = (outcome.ok && outcome.value.proposalId) || '';
  return { world, before, outcome, proposalId };
}

describe('publishing', () => {
  it('is for administrators', async () => {
    const world = governanceWorld(first);
    const viewer = { ...admin('vic'), roles: ['viewer' as const] };
    const outcome = await publishGovernance(world.parts)({ actor: viewer, ...files });
    expect(outcome).toMatchObject({ ok: false, refusal: { reasonCode: 'forbidden' } });
    expect(world.inForce()).toBeUndefined();
  });

  it('records a set of many documents whose digests do not fit into a leaf, and refuses one that could not be recorded', async () => {
    const people = Array.from({ length: 1500 }, (_, i) => ({
      kind: 'Person',
      name: `person-${i}`,
      displayName: 'One',
    }));
    const world = governanceWorld(governance([rule('allow', { tools: ['*'] })], people));
    const outcome = await publishGovernance(world.parts)({ actor: admin('ada'), ...files });
    expect(outcome).toMatchObject({ ok: true, value: { published: true } });
    const inForce = world.inForce();
    world.write(governance([rule('allow', { tools: ['*'] })], [unpackable]));
    const refused = await publishGovernance(world.parts)({ actor: admin('ada'), ...files });
    expect(refused).toMatchObject({ ok: false, refusal: { reasonCode: 'governance_too_large' } });
    expect([world.inForce(), world.events()]).toEqual([inForce, ['GovernancePublished']]);
  });

  it('goes back to what was in force before, as a publication of its own', async () => {
    const world = governanceWorld(first);
    await publishGovernance(world.parts)({ actor: admin('ada'), ...files });
    const old = world.inForce() as string;
    world.write(second);
    await publishGovernance(world.parts)({ actor: admin('ada'), ...files });
    const outcome = await rollbackGovernance(world.parts)({ actor: admin('ben'), revision: old });
    expect(outcome).toMatchObject({ ok: true, value: { published: true, revision: old, changed: ['Policy/rules'] } });
    expect(world.inForce()).toBe(old);
    expect(world.events()).toEqual(['GovernancePublished', 'GovernancePublished', 'GovernancePublished']);
  });
});

describe('publishing by two people', () => {
  it('changes nothing before the second one confirms', async () => {
    const { world, before, outcome, proposalId } = await proposed();
    expect(outcome).toMatchObject({ ok: true, value: { published: false, changed: ['Policy/rules'] } });
    expect(proposalId).not.toBe('');
    expect(world.inForce()).toBe(before);
    expect(world.events()).toEqual(['GovernancePublished', 'GovernanceProposed']);
  });

  it('is never confirmed by who proposed it', async () => {
    const { world, before, proposalId } = await proposed();
    const outcome = await confirmGovernance(world.parts)({ actor: admin('ada'), proposalId });
    expect(outcome).toMatchObject({ ok: false, refusal: { reasonCode: 'self_approval' } });
    expect(world.inForce()).toBe(before);
  });

  it('is in force once another administrator confirms, and names both', async () => {
    const { world, outcome, proposalId } = await proposed();
    const confirmed = await confirmGovernance(world.parts)({ actor: admin('ben'), proposalId });
    expect(confirmed).toMatchObject({ ok: true, value: { published: true } });
    expect(outcome.ok && outcome.value.revision).toBe(world.inForce());
    expect(world.published.at(-1)).toMatchObject({ publishedBy: 'ben', proposedBy: 'ada', proposalId });
    const again = await confirmGovernance(world.parts)({ actor: admin('ben'), proposalId });
    expect(again).toMatchObject({ ok: false, refusal: { reasonCode: 'not_found' } });
  });

  it('cannot be lifted by one person, nor got around by a rollback to what was only proposed', async () => {
    const { world, before, outcome } = await proposed();
    world.write(first);
    await publishGovernance(world.parts)({ actor: admin('ada'), ...files });
    expect(world.inForce()).toBe(before);
    const revision = (outcome.ok && outcome.value.revision) || '';
    const rolled = await rollbackGovernance(world.parts)({ actor: admin('ada'), revision });
    expect(rolled).toMatchObject({ ok: false, refusal: { reasonCode: 'not_found' } });
  });

  it('refuses a proposal that was made on top of another revision', async () => {
    const { world, proposalId } = await proposed();
    world.write(first);
    await publishGovernance(world.parts)({ actor: admin('ada'), ...files });
    const open = await listGovernanceProposals(world.parts)({ actor: admin('ben') });
    const other = (open.ok && open.value.proposals[1]?.proposalId) || '';
    await confirmGovernance(world.parts)({ actor: admin('ben'), proposalId: other });
    const late = await confirmGovernance(world.parts)({ actor: admin('ben'), proposalId });
    expect(late).toMatchObject({ ok: false, refusal: { reasonCode: 'conflict' } });
  });

  it('may be declined, which is told', async () => {
    const { world, proposalId } = await proposed();
    const declined = await declineGovernance(world.parts)({ actor: admin('ben'), proposalId, reason: 'too wide' });
    expect(declined).toMatchObject({ ok: true });
    expect(world.events().at(-1)).toBe('GovernanceDeclined');
    const confirmed = await confirmGovernance(world.parts)({ actor: admin('ben'), proposalId });
    expect(confirmed).toMatchObject({ ok: false, refusal: { reasonCode: 'not_found' } });
  });
});
