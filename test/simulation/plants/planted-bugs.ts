import type { Plants } from '../world/plants.js';
import { grantUsedAgain } from './grant-used-again.js';
import { noWaitForSealed } from './no-wait-for-sealed.js';
import { onePersonCountedTwice } from './one-person-counted-twice.js';
import { retryOfStarted } from './retry-of-started.js';
import { sealedTooEarly } from './sealed-too-early.js';

export const plantedBugs = {
  'a sealer that tells of a batch before it is committed': sealedTooEarly,
  'a gateway that does not wait until its intent is sealed': noWaitForSealed,
  'a grant that can be used twice': grantUsedAgain,
  'a retry after a crash between intent and outcome': retryOfStarted,
  'an approver who is counted twice': onePersonCountedTwice,
} satisfies Record<string, Plants>;

export type PlantedBug = keyof typeof plantedBugs;
