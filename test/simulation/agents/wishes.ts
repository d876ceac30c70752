import type { SeededRandom } from '@countersign/testing';
import type { Wish } from '../world/chat-answer.js';

export type Way = 'executed' | 'intercepted';

/** What an agent sets out to do. `number` makes its arguments unlike those of every other errand of the seed. */
export interface Errand {
  number: number;
  tenant: 'demo' | 'acme';
  agent: string;
  way: Way;
  wishes: Wish[];
  startsAfterMs: number;
}

export const agents = [
  { tenant: 'demo', agent: 'incident-triage' },
  { tenant: 'demo', agent: 'releaser' },
  { tenant: 'acme', agent: 'acme-bot' },
] as const;

type Maker = (number: number) => Wish;

const read: Maker = (number) => ({ tool: 'logs.read', values: { service: `service-${number}`, limit: 5 } });
const pullRequest: Maker = (number) => ({
  tool: 'github.open_pull_request',
  values: { owner: 'acme', repo: 'checkout', title: `Fix ${number}`, head: `fix-${number}`, base: 'main' },
});
const deploy: Maker = (number) => ({ tool: 'releases.deploy', values: { service: `service-${number}` } });
const denied: Maker = (number) => ({
  tool: 'aws.write_security_group',
  values: { id: `group-${number}`, protocol: 'tcp', port: 22, cidr: '0.0.0.0/0' },
});
const unknown: Maker = (number) => ({ tool: 'nobody.knows', values: { number } });
const misfit: Maker = (number) => ({ tool: 'logs.read', values: { service: number } });

const wishesOf: Record<string, readonly Maker[]> = {
  'incident-triage': [read, read, pullRequest, pullRequest, pullRequest, denied, unknown, misfit],
  releaser: [deploy, deploy, pullRequest],
  'acme-bot': [read],
};

/** One errand drawn by chance. */
export function newErrand(random: SeededRandom, number: number): Errand {
  const { tenant, agent } = random.pick([...agents, agents[0], agents[0]]);
  const makers = wishesOf[agent] as readonly Maker[];
  const way = random.chance(0.65) ? 'executed' : 'intercepted';
  const count = way === 'intercepted' && random.chance(0.3) ? 2 : 1;
  const wishes = Array.from({ length: count }, (_, nth) => random.pick(makers)(10 * number + nth));
  return { number, tenant, agent, way, wishes, startsAfterMs: random.between(0, 12_000) };
}
