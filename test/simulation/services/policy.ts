import { every } from '@countersign/chassis';
import { OutboxRelay, rpcRoute, type Bus, type PreparedEvent } from '@countersign/messaging';
import * as contracts from '@countersign/contracts';
import type { PersonActor } from '@countersign/contracts';
import { followRevisions } from '../../../services/policy/src/handlers/follow-revisions.js';
import { turns } from '../../../services/policy/src/handlers/in-turn.js';
import { putInForce, type PublishParts } from '../../../services/policy/src/handlers/put-in-force.js';
import { getRegistry } from '../../../services/policy/src/handlers/read-governance.js';
import { recheckToolCall } from '../../../services/policy/src/handlers/recheck-tool-call.js';
import { RevisionCache } from '../../../services/policy/src/storage/revision-cache.js';
import { listen } from '../../../services/policy/src/transport/listen.js';
import { readyRevisions } from '../world/governance.js';
import { signing } from '../world/keys.js';
import type { Life } from '../world/world.js';

const staleAfterMs = 30_000;

/** Starts policy as its `assemble.ts` does. */
export async function startPolicy({ world, process }: Life): Promise<void> {
  const connection = world.bus.connect('policy', process);
  const distance = world.distanceToStore('policy');
  const { governance } = world.stores;
  const report = (error: unknown) => world.history.note(process.name, `reports: ${String(error)}`);
  const relay = new OutboxRelay({
    store: process.reach(governance.outbox, distance),
    publisher: connection.publisher,
    watermark: () => connection.record.current(),
    report,
  });
  const parts = {
    store: process.reach(governance, distance),
    source: readyRevisions(world.governance),
    revisions: new RevisionCache(world.time, staleAfterMs),
    publisher: connection.publisher,
    clock: world.time,
    ids: world.ids,
    signDecision: signing.decision,
    signModelDecision: signing.modelDecision,
    environment: 'simulation',
    inTurn: turns(),
    runs: process.reach(world.stores.runs, distance),
    // No revision of the simulation asks about runs that began before it was in force.
    recallRun: async () => [],
    readResults: async () => [],
    awareSince: () => 0,
    shadow: { heard: () => undefined },
    publish: (events: PreparedEvent[]) => relay.publishNow(events),
  };
  const follow = followRevisions({ ...parts, report, looked: () => parts.revisions.looked() });
  await follow();
  connection.serve([
    rpcRoute(contracts.getRegistry, getRegistry(parts)),
    rpcRoute(contracts.recheckToolCall, recheckToolCall(parts)),
    rpcRoute(contracts.publishGovernance, publishReady(parts)),
  ]);
  listen(connection as unknown as Bus, parts, follow);
  every(500, async () => governance.outbox.size() > 0 && relay.sweep(), report);
  every(1_000, follow, report);
}

/** Puts a ready revision in force; reading governance files is not what is simulated here. */
function publishReady(parts: PublishParts) {
  return async ({ actor, files }: { actor: PersonActor; files: { path: string; text: string }[] }) => {
    const parsed = await parts.source.parse(files, {});
    if (!parsed.ok) throw new Error('no such revision');
    const loaded = await parts.source.load(parsed.documents);
    return parts.inTurn(() => putInForce(parts, { actor, documents: parsed.documents, loaded }));
  };
}
