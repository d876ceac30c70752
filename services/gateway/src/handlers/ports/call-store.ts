import type { PreparedEvent } from '@countersign/messaging';
import type { CallOutcome, CallStatus, SignedDecision, SignedGrant, ToolCall } from '../../domain/call/tool-call.js';

export interface CallReference {
  tenant: string;
  id: string;
}

/** What a step changes; absent members stay as they are. */
export interface CallChange {
  status: CallStatus;
  replica?: string | null;
  decision?: SignedDecision;
  grant?: SignedGrant;
  outcome?: CallOutcome;
}

/** A call as stored. */
export interface StoredCall {
  call: ToolCall;
  /** Events that tell of it and are not known to be on the record yet. */
  pending: readonly string[];
}

/** The action of a call, whoever proposed it and when. */
export type Action = Pick<ToolCall, 'tenant' | 'agent' | 'tool' | 'argumentsDigest'>;

/** The gateway's tool calls. Every change is a compare-and-set, so that two replicas never take the same step. */
export interface CallStore {
  /** Null when stored; else the call that already has this id or idempotency key. */
  insert(call: ToolCall): Promise<ToolCall | null>;
  get(reference: CallReference): Promise<StoredCall | null>;
  /**
   * Moves a call on, together with the event that says so, if it is still as seen (`isAsSeen`). False when another
   * step came first: then neither is stored.
   */
  move(seen: ToolCall, change: CallChange, event?: PreparedEvent): Promise<boolean>;
  /** The newest intercepted call for the same action that is granted or, where none is, held. */
  waitingFor(action: Action): Promise<ToolCall | null>;
  /** Calls that nobody works on: their replica is gone, or a granted one was left for later. Every tenant's. */
  abandoned(limit: number): Promise<ToolCall[]>;
  /** Held calls whose approval ended `overdueMs` ago or longer, and nothing was heard of that. Every tenant's. */
  overdue(limit: number): Promise<ToolCall[]>;
}
