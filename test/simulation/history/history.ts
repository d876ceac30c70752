import type { Service } from '@countersign/contracts';
import type { PreparedEvent } from '@countersign/messaging';
import { createHash } from 'node:crypto';
import type { PassedCall, Wish } from '../world/chat-answer.js';
import { RecordIndex, type SealedLeaf } from './record-index.js';

/** A request that reached a target and did there what it asks for. */
export interface Effect {
  callId: string;
  method: string;
  url: string;
  body: string | null;
  /** The credential it carried, or the empty string. */
  credential: string;
  /** What was sealed about the call at that instant. */
  sealed: SealedLeaf[];
}

/** Something about a call that left the gateway for an agent. */
export interface CallAnswer {
  callId: string;
  /** As the agent reads it. */
  status: string;
  sealed: SealedLeaf[];
}

/** A model's answer, or a piece of a streamed one, that left the gateway for an agent. */
export interface ModelAnswer {
  modelCallId: string;
  /** `piece`: of an answer that is not over yet. */
  kind: 'whole' | 'piece' | 'last piece';
  /** The tool calls that the agent may run now. */
  passed: PassedCall[];
  /** About the model call. */
  sealed: SealedLeaf[];
  /** About each tool call that passed, and every other one for the same action. */
  sealedOfPassed: SealedLeaf[][];
}

/** What a person really did. */
export interface Ballot {
  approvalId: string;
  callId: string;
  person: string;
  vote: 'approve' | 'reject';
  /** The arguments that the person was shown. */
  shown: string;
  actionDigest: string;
}

/** A fact that a service has stored and owes to the record. */
export interface Accepted {
  service: Service;
  event: PreparedEvent;
}

export interface Stored {
  by: Service;
  event: PreparedEvent;
}

/** What an agent or a model really asked for. */
export interface Asked extends Wish {
  argumentsDigest: string;
  /** The agent wants it done once, however often it asks. */
  once: boolean;
}

/** Everything that happened in one simulated world, as somebody outside of it sees it. */
export class History {
  readonly record = new RecordIndex();
  readonly asked: Asked[] = [];
  /** Calls that the gateway has stored. */
  readonly calls: { tenant: string; id: string }[] = [];
  readonly effects: Effect[] = [];
  readonly callAnswers: CallAnswer[] = [];
  readonly modelAnswers: ModelAnswer[] = [];
  readonly ballots: Ballot[] = [];
  readonly accepted: Accepted[] = [];
  /** What the stream ever took, even if it lost it later. */
  readonly stored: Stored[] = [];
  /** Attempts of a service to do on the bus what its user may not. */
  readonly trespasses: string[] = [];
  readonly log: string[] = [];

  constructor(private readonly elapsed: () => number) {}

  note(who: string, what: string): void {
    this.log.push(`${(this.elapsed() / 1000).toFixed(3).padStart(12)} ${who.padEnd(12)} ${what}`);
  }

  digest(): string {
    const hash = createHash('sha256');
    for (const line of this.log) hash.update(line).update('\n');
    for (const { text } of this.record.leaves) hash.update(text).update('\n');
    return hash.digest('hex');
  }
}
