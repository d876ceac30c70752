import { instantOf, type Clock } from '@countersign/chassis';
import { digestOfBytes } from '@countersign/evidence';
import type { Candidate, StreamMessage } from '../domain/candidate.js';
import { planBatch, type BatchPlan } from '../domain/plan-batch.js';
import type { StreamPosition } from '../domain/stream-position.js';
import type { Append, AppendOutcome, SealStore, Takeover } from '../ports/seal-store.js';

export interface SealParts {
  store: SealStore;
  clock: Clock;
}

/** What a sealer knows while it seals. Changed only after a commit; after any exception take over anew. */
export interface SealSession extends Takeover {
  /** The stream's present life, to which the store's position moves with the next batch. */
  incarnation: string;
}

export interface SealedBatch {
  position: StreamPosition;
  leaves: number;
  duplicates: number;
  /** Tenants whose trees grew. */
  tenants: string[];
}

export type SealOutcome = { kind: 'sealed'; batch: SealedBatch } | { kind: 'deposed' };

/** An event can be twice in the record's way: as itself and as the conflict it causes. */
const mostAttempts = 3;

/** Tells one message from every other that could ever have its sequence number. */
export function messageDigest({ subject, data }: StreamMessage): string {
  return digestOfBytes(Buffer.concat([Buffer.from(`${subject}\n`), data]));
}

/**
 * Seals messages that follow the session's position, in stream order, in one transaction. A batch that the store cannot
 * hold is halved until the one message stands alone that is at fault; that one is recorded as rejected.
 */
export function sealBatch(parts: SealParts) {
  const seal = async (session: SealSession, candidates: readonly Candidate[]): Promise<SealOutcome> => {
    const attempt = await appendOnce(parts, session, candidates);
    if (attempt.outcome === 'deposed') return { kind: 'deposed' };
    if (attempt.outcome === 'appended') return { kind: 'sealed', batch: settle(session, attempt) };
    if (candidates.length === 1) return seal(session, candidates.map(asUnstorable));
    const middle = Math.ceil(candidates.length / 2);
    const first = await seal(session, candidates.slice(0, middle));
    if (first.kind === 'deposed') return first;
    return joined(first.batch, await seal(session, candidates.slice(middle)));
  };
  return seal;
}

interface Attempt {
  outcome: Exclude<AppendOutcome, 'duplicates'>;
  plan: BatchPlan;
  to: StreamPosition;
}

/** In the ordinary case one round trip. Only when an event is there already, what is there is looked up. */
async function appendOnce(parts: SealParts, session: SealSession, candidates: readonly Candidate[]): Promise<Attempt> {
  const recordedAt = instantOf(parts.clock.now());
  const to = positionAfter(session, candidates);
  const known = new Map<string, Buffer>();
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const plan = planBatch({ candidates, known, recordedAt, heads: session.heads });
    const append: Append = { epoch: session.epoch, from: session.position, to, recordedAt, growths: plan.growths };
    const outcome = await parts.store.append(append);
    if (outcome !== 'duplicates') return { outcome, plan, to };
    const found = await parts.store.findLeaves(plan.growths.flatMap((growth) => growth.leaves));
    for (const [key, hash] of found) known.set(key, hash);
  }
  throw new Error('the store reports duplicates that it does not hold');
}

function positionAfter(session: SealSession, candidates: readonly Candidate[]): StreamPosition {
  const last = candidates.at(-1)?.message;
  if (!last) throw new Error('an empty batch cannot be sealed');
  return { incarnation: session.incarnation, sequence: last.sequence, digest: messageDigest(last) };
}

function settle(session: SealSession, { plan, to }: Attempt): SealedBatch {
  for (const growth of plan.growths) session.heads.set(growth.tenant, growth.head);
  session.position = to;
  const leaves = plan.growths.reduce((sum, growth) => sum + growth.leaves.length, 0);
  return { position: to, leaves, duplicates: plan.duplicates, tenants: plan.growths.map((growth) => growth.tenant) };
}

function asUnstorable({ message, valid }: Candidate): Candidate {
  if (!valid) throw new Error(`the store cannot hold the rejection of message ${message.sequence}`);
  return { message, valid: false, refusal: { reasonCode: 'event_not_storable', message: 'the store cannot hold it' } };
}

function joined(first: SealedBatch, second: SealOutcome): SealOutcome {
  if (second.kind === 'deposed') return second;
  const { position, leaves, duplicates, tenants } = second.batch;
  const batch = {
    position,
    leaves: first.leaves + leaves,
    duplicates: first.duplicates + duplicates,
    tenants: [...new Set([...first.tenants, ...tenants])],
  };
  return { kind: 'sealed', batch };
}
