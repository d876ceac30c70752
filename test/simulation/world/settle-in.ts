import { publishGovernance } from '@countersign/contracts';
import { digestOfBytes } from '@countersign/evidence';
import type { SimulatedConnection } from '@countersign/testing';
import { agentKey } from '../agents/agent.js';
import { people, tokenDigestOf } from '../agents/people.js';
import { agents } from '../agents/wishes.js';
import type { World } from './world.js';

const administrator = (tenant: string) => ({ tenant, person: 'root.admin', roles: ['admin' as const] });

/** What an operator has done before anything else happens: agents have keys, people have tokens, governance is published. */
export async function settleIn(world: World): Promise<void> {
  const { credentials, approvals } = world.stores;
  for (const { tenant, agent } of agents) {
    const digest = digestOfBytes(Buffer.from(agentKey(agent)));
    const key = { keyId: `key_${agent}`, tenant, agent, digest, createdAt: world.time.now(), revokedAt: null };
    await credentials.addAgentKey(key, []);
  }
  for (const [tenant, named] of Object.entries(people)) {
    for (const person of named) {
      const tokenId = `tok_${person.replace('.', '_')}`;
      await approvals.addToken({ tokenId, tenant, person, digest: tokenDigestOf(person), revokedAt: null }, []);
    }
  }
  for (const tenant of ['demo', 'acme']) await putInForce(world, tenant);
}

/** As if it had been published long ago. */
async function putInForce(world: World, tenant: string): Promise<void> {
  const variant = world.governance.get(tenant);
  if (!variant) throw new Error(`no governance of ${tenant}`);
  const { documents, loaded } = variant;
  const { revision } = loaded.compiled;
  const published = { tenant, revision, documents, publishedBy: 'root.admin', publishedAt: world.time.now() };
  await world.stores.governance.publish(published, null, []);
  await world.stores.approvals.replacePeople(tenant, { position: '2000', people: variant.people });
}

/** Puts one of the ready revisions in force. */
export async function publish(world: World, console: SimulatedConnection, variant: string): Promise<void> {
  const tenant = variant.split(' ')[0] as string;
  const request = { actor: administrator(tenant), files: [{ path: variant, text: '' }], variables: {} };
  const answer = await console.rpc.call(publishGovernance, request);
  world.history.note('operator', `publishes ${variant}: ${answer.ok ? 'done' : answer.refusal.reasonCode}`);
}
