import type { World } from '../world/world.js';
import { approvedIsWhatRuns } from './approved-is-what-runs.js';
import { everythingEnds } from './everything-ends.js';
import { noActionWithoutRecord } from './no-action-without-record.js';
import { noWriteWithoutPeople } from './no-write-without-people.js';
import { nothingLostOrDoubled } from './nothing-lost-or-doubled.js';
import { oneEffectPerCall } from './one-effect-per-call.js';
import { oneWriterPerFact } from './one-writer-per-fact.js';

/** Everything that is wrong with a world at its end, each with the promise it breaks (design, section 2). */
export async function checkPromises(world: World): Promise<string[]> {
  const { history } = world;
  const broken = {
    'promise 1, no record no action': [...noActionWithoutRecord(history), ...nothingLostOrDoubled(history)],
    'promise 3, no human no write': noWriteWithoutPeople(history),
    'promise 4, what was approved is what runs': approvedIsWhatRuns(history),
    'promise 5, at most one effect per call': oneEffectPerCall(history),
    'promise 8, one writer per fact': oneWriterPerFact(history),
    'everything ends': await everythingEnds(world),
  };
  return Object.entries(broken).flatMap(([promise, faults]) => faults.map((fault) => `${promise}: ${fault}`));
}
