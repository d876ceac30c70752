import type { Clock, Ids } from '@countersign/chassis';
import type { EventPublisher, RecordPort, ReportError, RpcPort } from '@countersign/messaging';
import type { SignedDecision } from '../domain/call/tool-call.js';
import type { ArgumentChecker } from '../domain/registry/argument-checker.js';
import type { CallStore } from './ports/call-store.js';
import type { OneTimeKeys } from './ports/one-time-keys.js';
import type { SignatureCheck } from './ports/signature-check.js';
import type { Target } from './ports/target.js';
import type { Timer } from './ports/timer.js';
import type { ToolSuspensions, Upstreams } from './ports/upstreams.js';
import type { RegistryCache } from './registry/registry-cache.js';
import type { RecentIds } from './waits/recent-ids.js';
import type { WaitingRoom } from './waits/waiting-room.js';

/** The world of the tool-call handlers. */
export interface CallParts {
  /** Name of this process: who works on a call. */
  replica: string;
  calls: CallStore;
  /** For events that stand alone. */
  publisher: EventPublisher;
  /** For events that the store keeps in its outbox too: a failure here is made good by its relay. */
  outbox: EventPublisher;
  record: RecordPort;
  rpc: RpcPort;
  clock: Clock;
  ids: Ids;
  timer: Timer;
  signatures: SignatureCheck;
  oneTimeKeys: OneTimeKeys;
  target: Target;
  /** For connectors other than plain HTTP; without it there are none. */
  upstreams?: Upstreams;
  suspensions?: ToolSuspensions;
  registry: RegistryCache;
  argumentChecker: ArgumentChecker;
  /** Decisions on their way, by call id. */
  decisions: WaitingRoom<SignedDecision>;
  /** Requests that wait for people or for the end of a call, by call id: told that it moved on. */
  signals: WaitingRoom<true>;
  /** Events about calls that are known here to be on the record, before the store knows it. */
  sealedSteps: RecentIds;
  report: ReportError;
  /** Milliseconds that policy has to decide. */
  decisionTimeoutMs: number;
}
