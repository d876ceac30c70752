import { every } from '@countersign/chassis';
import { OutboxRelay, type Bus, type EventPublisher } from '@countersign/messaging';
import { pinnedSignatures } from '../../../services/gateway/src/crypto/pinned-signatures.js';
import { ArgumentChecker } from '../../../services/gateway/src/domain/registry/argument-checker.js';
import { wireFormats } from '../../../services/gateway/src/domain/wire/wire-formats.js';
import { awaitCall } from '../../../services/gateway/src/handlers/calls/await-call.js';
import { proposeToolCall } from '../../../services/gateway/src/handlers/calls/propose-tool-call.js';
import { endOverdue } from '../../../services/gateway/src/handlers/calls/end-overdue.js';
import { recoverCalls } from '../../../services/gateway/src/handlers/calls/recover-calls.js';
import { KeyCache } from '../../../services/gateway/src/handlers/identity/key-cache.js';
import { ProviderKeys } from '../../../services/gateway/src/handlers/identity/provider-keys.js';
import { RunCache } from '../../../services/gateway/src/handlers/identity/run-cache.js';
import { RunTokens } from '../../../services/gateway/src/handlers/identity/run-tokens.js';
import { answerModelCall } from '../../../services/gateway/src/handlers/models/answer-model-call.js';
import { Circuits } from '../../../services/gateway/src/handlers/models/circuits.js';
import type { ModelParts } from '../../../services/gateway/src/handlers/models/model-parts.js';
import { UsageMeter } from '../../../services/gateway/src/handlers/models/usage-meter.js';
import type { CallStore } from '../../../services/gateway/src/handlers/ports/call-store.js';
import type { OneTimeKeys } from '../../../services/gateway/src/handlers/ports/one-time-keys.js';
import { RegistryCache } from '../../../services/gateway/src/handlers/registry/registry-cache.js';
import { RecentIds } from '../../../services/gateway/src/handlers/waits/recent-ids.js';
import { WaitingRoom } from '../../../services/gateway/src/handlers/waits/waiting-room.js';
import { InMemoryWithheldStore } from '../../../services/gateway/src/storage/in-memory-withheld-store.js';
import { InMemoryBudgetStore } from '../../../services/gateway/src/storage/in-memory-budget-store.js';
import { listen } from '../../../services/gateway/src/transport/bus/listen.js';
import { trusted } from '../world/keys.js';
import type { Life } from '../world/world.js';
import { GatewayDoor } from './gateway-door.js';

/** Compiled schemas follow from the tool definition alone, so all seeds share them. */
const argumentChecker = new ArgumentChecker();
const signatures = pinnedSignatures(trusted);
const wire = wireFormats.find(({ format }) => format === 'openai-chat');

/** Starts one replica as its `assemble.ts` does, and opens the door for agents. */
export function startGateway(life: Life): GatewayDoor {
  const { world, process } = life;
  const connection = world.bus.connect('gateway', process);
  const { calls: store } = world.stores;
  const distance = world.distanceToStore('gateway');
  const report = (error: unknown) => world.history.note(process.name, `reports: ${String(error)}`);
  const relay = new OutboxRelay({
    store: process.reach(store.outbox, distance),
    publisher: connection.publisher,
    watermark: () => connection.record.current(),
    report,
  });
  const parts = partsOf(life, { connection, relay, report });
  const keys = new KeyCache({ rpc: connection.rpc, clock: world.time });
  const reached = process.reach(store, distance);
  listen(connection as unknown as Bus, parts, keys);
  void reached.beat(process.name).catch(report);
  every(500, async () => store.outbox.size() > 0 && relay.sweep(), report);
  every(1_000, () => reached.beat(process.name), report);
  every(2_000, recoverCalls(parts), report);
  every(5_000, endOverdue(parts), report);
  const propose = proposeToolCall(parts);
  const answer = answerModelCall(parts);
  if (!wire) throw new Error('no such wire format');
  return new GatewayDoor(life, { keys, runs: parts.runs, propose, wait: awaitCall(parts), answer, wire });
}

interface Wiring {
  connection: ReturnType<Life['world']['bus']['connect']>;
  relay: OutboxRelay;
  report: (error: unknown) => void;
}

function partsOf({ world, process }: Life, { connection, relay, report }: Wiring): ModelParts {
  const { time } = world;
  const { rpc, publisher } = connection;
  const oneTimeKeys = keysOf(world);
  const registry = new RegistryCache({ rpc, clock: time });
  return {
    replica: process.name,
    calls: process.reach(world.plants.calls(observed(world)), world.distanceToStore('gateway')),
    ...{ publisher, outbox: storedPublisher(relay), record: world.plants.record(connection.record), rpc },
    ...{ clock: time, ids: world.ids, timer: time, signatures, oneTimeKeys, registry, argumentChecker, report },
    target: world.target.from(process),
    sealedSteps: new RecentIds(20_000),
    decisions: new WaitingRoom(time),
    signals: new WaitingRoom(time),
    modelDecisions: new WaitingRoom(time),
    decisionTimeoutMs: 5_000,
    runTokens: new RunTokens({ rpc, clock: time, runTokenCheck: { verify: async () => null } }),
    runs: new RunCache({ rpc, clock: time, registry, runSeconds: 3_600 }),
    provider: world.model.from(process),
    withheld: new InMemoryWithheldStore(),
    circuits: new Circuits(time),
    budgets: new InMemoryBudgetStore(),
    usage: new UsageMeter(),
    providerKeys: new ProviderKeys({ rpc, clock: time, oneTimeKeys }),
    consoleUrl: 'https://console.example',
    heldWaitMs: 2_000,
  };
}

/** Publishes what is in the outbox already. */
function storedPublisher(relay: OutboxRelay): EventPublisher {
  return {
    publish: async (event) => {
      const published = await relay.publishNow([event]);
      if (!published) throw new Error('nothing was published');
      return published;
    },
  };
}

/** Sealed values without the cost of real encryption, which would also leave virtual time. */
function keysOf(world: Life['world']): OneTimeKeys {
  return {
    create: () => {
      const x = world.ids.next('key').slice(0, 43);
      const opened = (sealed: string) => {
        const prefix = `sealed for ${x}: `;
        if (!sealed.startsWith(prefix)) throw new Error('sealed for somebody else');
        return sealed.slice(prefix.length);
      };
      return { publicJwk: { kty: 'OKP', crv: 'X25519', x }, open: async (sealed) => opened(sealed) };
    },
  };
}

/** The store, from which the history learns of every call that comes to be. */
function observed({ stores: { calls }, history }: Life['world']): CallStore {
  return {
    get: (reference) => calls.get(reference),
    move: (seen, change, event) => calls.move(seen, change, event),
    waitingFor: (action) => calls.waitingFor(action),
    abandoned: (limit) => calls.abandoned(limit),
    overdue: (limit) => calls.overdue(limit),
    insert: async (call) => {
      const known = await calls.insert(call);
      if (!known) history.calls.push({ tenant: call.tenant, id: call.id });
      return known;
    },
  };
}
