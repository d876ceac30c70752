import type { Clock } from '@countersign/chassis';
import { authenticateAgentKey, type Result } from '@countersign/contracts';
import { digestOfBytes } from '@countersign/evidence';
import type { RpcPort } from '@countersign/messaging';
import type { Caller } from '../../domain/identity/caller.js';
import { SingleFlight } from '../waits/single-flight.js';

interface Entry {
  answer: Result<Caller>;
  at: number;
}

const trustedForMs = 5_000;
const refreshAfterMs = 2_500;
/** A key refused is asked for again sooner, since it may just have been issued. */
const refusedForMs = 1_000;
const mostEntries = 10_000;

/** Whose key it is, remembered for seconds only, so that a revoked key ends at once or nearly so. Only digests are kept. */
export class KeyCache {
  private readonly entries = new Map<string, Entry>();
  private readonly asking = new SingleFlight<Result<Caller>>();
  /** Moves with each revocation: answers that were asked for before are not kept. */
  private generation = 0;

  constructor(private readonly parts: { rpc: RpcPort; clock: Clock }) {}

  async callerOf(key: string): Promise<Result<Caller>> {
    const digest = digestOfBytes(Buffer.from(key, 'utf8'));
    const entry = this.entries.get(digest);
    const age = entry ? this.parts.clock.now() - entry.at : Number.POSITIVE_INFINITY;
    if (!entry || age >= (entry.answer.ok ? trustedForMs : refusedForMs)) return this.ask(digest);
    if (entry.answer.ok && age >= refreshAfterMs) this.ask(digest).catch(() => undefined);
    return entry.answer;
  }

  /** The key stopped working. */
  revoked(keyId: string): void {
    this.generation++;
    this.asking.forgetAll();
    for (const [digest, entry] of this.entries) {
      if (entry.answer.ok && entry.answer.value.keyId === keyId) this.entries.delete(digest);
    }
  }

  private ask(digest: string): Promise<Result<Caller>> {
    return this.asking.run(digest, () => this.load(digest));
  }

  private async load(digest: string): Promise<Result<Caller>> {
    const { generation } = this;
    const answer = await this.parts.rpc.call(authenticateAgentKey, { keyDigest: digest });
    const known = answer.ok || answer.refusal.reasonCode === 'unauthenticated';
    if (known && generation === this.generation) this.keep(digest, { answer, at: this.parts.clock.now() });
    return answer;
  }

  private keep(digest: string, entry: Entry): void {
    const [oldest] = this.entries.keys();
    if (this.entries.size >= mostEntries && oldest !== undefined) this.entries.delete(oldest);
    this.entries.delete(digest);
    this.entries.set(digest, entry);
  }
}
