import type { Decision } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import { unknownRevision } from '../../domain/decide/unknown-revision.js';
import { decideBeside } from './decide-beside.js';
import { ShadowBatch } from './shadow-batch.js';
import type { Shadow } from '../ports.js';
import type { Candidate, ShadowParts } from './shadow-ports.js';

/** More calls than this do not wait for a candidate: it is asked when there is time, and what is live goes first. */
const mostWaiting = 1_000;
const mostChangesAtOnce = 200;

interface Heard {
  decision: Decision;
  arguments: JsonValue;
  candidate: Candidate;
}

/** Asks candidates about calls that have been decided, one after the other, whenever `drain` is called. */
export class ShadowRunner implements Shadow {
  private candidates: ReadonlyMap<string, Candidate> = new Map();
  private readonly waiting: Heard[] = [];
  private readonly batches = new Map<string, ShadowBatch>();

  constructor(private readonly parts: ShadowParts) {}

  /** By tenant: the candidates from now on. */
  use(candidates: ReadonlyMap<string, Candidate>): void {
    this.candidates = candidates;
  }

  current(tenant: string): Candidate | undefined {
    return this.candidates.get(tenant);
  }

  heard({ decision, arguments: values }: { decision: Decision; arguments: JsonValue }): void {
    const candidate = this.candidates.get(decision.tenant);
    // Where no revision could be looked at, there is nothing to compare with.
    if (!candidate || decision.policyRevision === unknownRevision) return;
    if (this.waiting.length < mostWaiting) this.waiting.push({ decision, arguments: values, candidate });
    else if (decision.phase === 'initial') this.batchOf(candidate).dropped += 1;
  }

  /** Decides what waits, and tells the store. What fails counts as dropped, and is thrown for the log. */
  async drain(): Promise<void> {
    for (let next = this.waiting.shift(); next; next = this.waiting.shift()) {
      await this.decide(next);
      await this.parts.breathe();
    }
    for (const batch of [...this.batches.values()]) await this.flush(batch);
  }

  private async decide({ candidate, decision, arguments: values }: Heard): Promise<void> {
    const batch = this.batchOf(candidate);
    try {
      batch.add(decision, await decideBeside(this.parts, candidate, { decision, arguments: values }));
    } catch (error) {
      if (decision.phase === 'initial') batch.dropped += 1;
      throw error;
    }
    if (batch.changes.length >= mostChangesAtOnce) await this.flush(batch);
  }

  private async flush(batch: ShadowBatch): Promise<void> {
    const { tenant, shadowId } = batch.candidate;
    this.batches.delete(shadowId);
    if (batch.isEmpty) return;
    try {
      const events = await this.parts.shadows.add({ tenant, shadowId }, batch);
      await this.parts.publish(events);
    } catch (error) {
      this.batchOf(batch.candidate).dropped += batch.decided + batch.dropped;
      throw error;
    }
  }

  private batchOf(candidate: Candidate): ShadowBatch {
    const batch = this.batches.get(candidate.shadowId) ?? new ShadowBatch(this.parts, candidate);
    this.batches.set(candidate.shadowId, batch);
    return batch;
  }
}
