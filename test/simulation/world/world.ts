import { durableConsumers, parseEventSubject, type Service } from '@countersign/contracts';
import { type MortalProcess, Network, SeededRandom, seededIds, SimulatedBus, VirtualTime } from '@countersign/testing';
import { History } from '../history/history.js';
import type { Governance } from './governance.js';
import { SimulatedModel } from './model.js';
import type { Plants } from './plants.js';
import { SealerTurn } from './sealer-turn.js';
import { newStores } from './stores.js';
import { SimulatedTarget } from './target.js';

/** Everything that one seed gives rise to. Services live in it as processes; agents, people and faults act on it. */
export class World {
  readonly time = new VirtualTime();
  readonly random: SeededRandom;
  readonly ids;
  readonly network: Network;
  readonly history: History;
  readonly bus: SimulatedBus;
  readonly stores;
  readonly target: SimulatedTarget;
  readonly model: SimulatedModel;
  readonly sealerTurn = new SealerTurn();
  /** Told of each event that the stream takes, and of the process that sent it. */
  readonly watches: ((type: string, by: MortalProcess) => void)[] = [];
  /** Services whose database cannot be reached just now. */
  readonly withoutStore = new Set<Service>();

  constructor(
    seed: number,
    readonly governance: Governance,
    readonly plants: Plants,
  ) {
    const { time } = this;
    const startedAt = time.now();
    this.random = new SeededRandom(seed);
    this.ids = seededIds(this.random);
    this.network = new Network(time, this.random);
    this.history = new History(() => time.now() - startedAt);
    this.stores = newStores(time, this.history);
    this.bus = this.newBus();
    const parts = { time, network: this.network, random: this.random, history: this.history };
    this.target = new SimulatedTarget(parts);
    this.model = new SimulatedModel(parts);
  }

  /** The way from a process to its service's database. */
  distanceToStore(service: Service) {
    const { time, network } = this;
    return { time, delay: () => network.delay(), isAway: () => this.withoutStore.has(service) };
  }

  private newBus(): SimulatedBus {
    const { history } = this;
    const bus = new SimulatedBus(this.network, {
      stored: ({ sequence, event }, { service, process }) => {
        history.stored.push({ by: service, event });
        for (const watch of this.watches) watch(event.type, process);
        history.note(service, `#${sequence} ${event.type} ${parseEventSubject(event.subject)?.subject}`);
      },
      refused: (by, subject) => void history.trespasses.push(`${by}: ${subject}`),
    });
    for (const { name, filterSubjects } of durableConsumers) {
      if (name !== 'audit') bus.provision(name, filterSubjects.map(typeOf));
    }
    return bus;
  }
}

/** The event type that a filter such as `evt.policy.*.ToolCallDecided.*` lets through. */
function typeOf(filter: string): string {
  const type = filter.split('.')[3];
  if (!type) throw new Error(`not a filter for one event type: ${filter}`);
  return type;
}

/** One life of one process. */
export interface Life {
  world: World;
  process: MortalProcess;
}
