import type { ScanMemory } from '@countersign/detectors';
import type { SignedModelDecision } from '../../domain/model/model-call.js';
import type { CallParts } from '../call-parts.js';
import type { ProviderKeys } from '../identity/provider-keys.js';
import type { RunCache } from '../identity/run-cache.js';
import type { BudgetStore } from '../ports/budget-store.js';
import type { RunTokens } from '../identity/run-tokens.js';
import type { Provider } from '../ports/provider.js';
import type { WithheldStore } from '../ports/withheld-store.js';
import type { Circuits } from './circuits.js';
import type { UsageMeter } from './usage-meter.js';
import type { WaitingRoom } from '../waits/waiting-room.js';

/** The world of the model-call handlers; the tool calls in a response need that of tool calls too. */
export interface ModelParts extends CallParts {
  runs: RunCache;
  runTokens: RunTokens;
  provider: Provider;
  /** What answers the withheld calls of responses that the provider stores. */
  withheld: WithheldStore;
  providerKeys: ProviderKeys;
  circuits: Circuits;
  budgets: BudgetStore;
  usage: UsageMeter;
  /** What was found in texts of earlier requests; without it all of a request is looked through. */
  scans?: { of(tenant: string, patterns: string): ScanMemory };
  /** Decisions on their way, by model call id. */
  modelDecisions: WaitingRoom<SignedModelDecision>;
  /** Where people decide, without a slash at its end. */
  consoleUrl: string;
  /** How long a held call waits for people on the open connection, in milliseconds. */
  heldWaitMs: number;
}
