// Sealed events per second beside plain batched inserts of the same rows, alternating in one run on the same servers.
// The messages lie in the stream before the clock starts; it stops when the watermark has passed the last of them.
//   node -C @countersign/source --import ./test/typescript.mjs bench/seal.ts [--events 20000] [--rounds 5] [--bytes 200] [--json]
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { migrate } from '@countersign/chassis';
import { readCandidate } from '../src/handlers/read-candidate.js';
import { migrations } from '../src/storage/migrations/migrations.js';
import { messageOf, proposedEvent } from '../src/test-data/messages.js';
import { startInfrastructure, type Infrastructure } from '../test/infrastructure.js';
import { cpuSeconds } from './cpu-time.js';
import { plainInsert } from './plain-insert.js';
import { SealingBench } from './sealing.js';

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '20000' },
    rounds: { type: 'string', default: '5' },
    bytes: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
});
const count = Number(options.events);
const batch = 500;

interface Measured {
  eventsPerSecond: number;
  /** CPU microseconds for each event. */
  node: number;
  postgres: number;
  nats: number;
}

async function measure({ postgres, nats }: Infrastructure, work: () => Promise<void>): Promise<Measured> {
  const pids = { postgres: postgres.child.pid ?? 0, nats: nats.child.pid ?? 0 };
  const read = () => ({ postgres: cpuSeconds(pids.postgres), nats: cpuSeconds(pids.nats) });
  const before = read();
  const [own, started] = [process.cpuUsage(), performance.now()];
  await work();
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(own);
  await sleep(200); // until ended backends are counted with their parent
  const after = read();
  const perEvent = (used: number) => (used * 1e6) / count;
  return {
    eventsPerSecond: count / seconds,
    node: (user + system) / count,
    postgres: perEvent(after.postgres - before.postgres),
    nats: perEvent(after.nats - before.nats),
  };
}

const eventsOf = (round: number) =>
  Array.from({ length: count }, (_, nth) =>
    proposedEvent({ nth: round * count + nth, argumentBytes: Number(options.bytes) }),
  );

function candidatesOf(round: number) {
  return eventsOf(round).map((event, nth) => {
    const candidate = readCandidate(messageOf(event, nth + 1));
    if (!candidate.valid) throw new Error(candidate.refusal.message);
    return candidate.event;
  });
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function summary(measured: Measured[]): Measured {
  const of = (name: keyof Measured) => Math.round(median(measured.map((each) => each[name])) * 10) / 10;
  return {
    eventsPerSecond: Math.round(of('eventsPerSecond')),
    node: of('node'),
    postgres: of('postgres'),
    nats: of('nats'),
  };
}

async function run(infrastructure: Infrastructure) {
  const { ownerUrl } = infrastructure;
  await migrate({ schema: 'audit', entities: [], migrations, poolSize: 1, url: ownerUrl });
  const sealing = await SealingBench.open(infrastructure);
  const rounds: { plain: Measured; sealed: Measured }[] = [];
  // The first round only warms up.
  for (let round = 0; round <= Number(options.rounds); round++) {
    const events = candidatesOf(round);
    const plain = await measure(infrastructure, () => plainInsert(ownerUrl, events, batch));
    const last = await sealing.publish(eventsOf(round));
    rounds.push({ plain, sealed: await measure(infrastructure, () => sealing.sealUpTo(last)) });
  }
  await sealing.close();
  return rounds.slice(1);
}

const infrastructure = await startInfrastructure();
try {
  const rounds = await run(infrastructure);
  const plain = summary(rounds.map((round) => round.plain));
  const sealed = summary(rounds.map((round) => round.sealed));
  const ratios = rounds.map((round) => round.sealed.eventsPerSecond / round.plain.eventsPerSecond);
  const ratio = Math.round(median(ratios) * 100) / 100;
  if (options.json) console.log(JSON.stringify({ events: count, batch, rounds: rounds.length, plain, sealed, ratio }));
  else console.table({ 'plain batched inserts': plain, sealed, 'sealed / plain': { eventsPerSecond: ratio } });
} finally {
  await infrastructure.stop();
}
