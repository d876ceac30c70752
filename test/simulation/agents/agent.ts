import type { Result } from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';
import { isOver } from '../../../services/gateway/src/domain/call/is-over.js';
import type { ToolCall } from '../../../services/gateway/src/domain/call/tool-call.js';
import type { GatewayDoor } from '../services/gateway-door.js';
import type { Cluster } from '../world/cluster.js';
import type { World } from '../world/world.js';
import type { Errand } from './wishes.js';

/** How long an agent waits for an answer before it takes the connection for dead. */
const patienceMs = 40_000;

export function agentKey(agent: string): string {
  return `key of ${agent}`;
}

/** An agent on one errand: asks, waits or goes away, and asks again where that is safe. */
export class Agent {
  constructor(
    private readonly world: World,
    private readonly cluster: Cluster,
    private readonly errand: Errand,
  ) {}

  setOut(): void {
    const { startsAfterMs, way, number, wishes } = this.errand;
    this.world.model.script(`errand ${number}`, wishes);
    this.world.time.after(startsAfterMs, () => void (way === 'executed' ? this.execute() : this.converse()), null);
  }

  private async execute(): Promise<void> {
    const { random } = this.world;
    const idempotencyKey = random.chance(0.5) ? `errand-${this.errand.number}` : undefined;
    if (idempotencyKey !== undefined && random.chance(0.5)) void this.propose(idempotencyKey, random.chance(0.2));
    // Only with a key is it safe to ask again when no answer came.
    const attempts = idempotencyKey === undefined ? 1 : 3;
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const answer = await this.propose(idempotencyKey, false);
      if (answer?.ok) return this.attend(answer.value);
      if (answer && answer.refusal.reasonCode !== 'record_unavailable') return;
      await this.world.time.sleep(random.between(500, 6_000));
    }
  }

  private propose(idempotencyKey: string | undefined, other: boolean): Promise<Result<ToolCall> | null> {
    const { agent, wishes } = this.errand;
    const wish = wishes[0];
    if (!wish) throw new Error('an errand without a wish');
    const values = other ? { ...wish.values, limit: 7 } : wish.values;
    const more = idempotencyKey === undefined ? {} : { idempotencyKey };
    const { tool } = wish;
    this.world.history.asked.push({ tool, values, argumentsDigest: digestOfJson(values), once: true });
    const key = agentKey(agent);
    return this.ask((door) => door.propose({ key, tool, values, ...more }));
  }

  /** Waits for the end of a call, or goes away. */
  private async attend(call: ToolCall): Promise<void> {
    const { random } = this.world;
    for (let left = random.pick([0, 1, 3]); left > 0 && !isOver(call.status); left--) {
      const answer = await this.ask((door) => door.wait(agentKey(this.errand.agent), call.id, 15_000));
      if (answer?.ok && isOver(answer.value.status)) return;
      await this.world.time.sleep(random.between(100, 2_000));
    }
  }

  /** Talks to the model, which proposes the same calls each time. */
  private async converse(): Promise<void> {
    const { random } = this.world;
    const { agent, number } = this.errand;
    for (let left = random.pick([1, 2, 3, 4]); left > 0; left--) {
      const ask = () => this.ask((door) => door.ask(agentKey(agent), `errand ${number}`, random.chance(0.35)));
      if (random.chance(0.2)) void ask();
      await ask();
      await this.world.time.sleep(random.between(500, 12_000));
    }
  }

  /** One request to a replica, over a connection that breaks when the replica dies. Null: no answer came. */
  private ask<T>(work: (door: GatewayDoor) => Promise<T>): Promise<T | null> {
    const { time, network } = this.world;
    const door = this.cluster.door();
    if (!door) return Promise.resolve(null);
    return new Promise((resolve) => {
      time.after(patienceMs, () => resolve(null), null);
      const answer = (value: T | null) => time.after(network.delay(), () => resolve(value), null);
      const serve = () => void work(door).then(answer, () => answer(null));
      time.after(network.delay(), serve, door.process);
    });
  }
}
