import type { Clock } from '@countersign/chassis';
import { checkRun, type Result } from '@countersign/contracts';
import { digestOfBytes } from '@countersign/evidence';
import type { RpcPort } from '@countersign/messaging';
import type { Caller } from '../../domain/identity/caller.js';
import type { RunClaims, RunTokenCheck } from '../ports/run-token-check.js';
import { refused } from '../refused.js';
import { SingleFlight } from '../waits/single-flight.js';

interface Entry {
  claims: RunClaims;
  at: number;
  /** Milliseconds since the epoch. */
  expiresAt: number;
}

const trustedForMs = 5_000;
const mostEntries = 10_000;

/** Whose run token it is: its signature says so, and credentials, asked every few seconds, that the run still goes on. */
export class RunTokens {
  /** By digest of the token. */
  private readonly entries = new Map<string, Entry>();
  private readonly asking = new SingleFlight<Result<Caller>>();
  /** Moves with each end of a run: answers that were asked for before are not kept. */
  private generation = 0;

  constructor(private readonly parts: { rpc: RpcPort; clock: Clock; runTokenCheck: RunTokenCheck }) {}

  async callerOf(token: string): Promise<Result<Caller>> {
    const digest = digestOfBytes(Buffer.from(token, 'utf8'));
    const entry = this.entries.get(digest);
    const now = this.parts.clock.now();
    if (entry && now < Math.min(entry.at + trustedForMs, entry.expiresAt))
      return { ok: true, value: callerIn(entry.claims) };
    this.entries.delete(digest);
    return this.asking.run(digest, () => this.load(token, digest));
  }

  /** The run was ended. */
  closed(runId: string): void {
    this.forget(({ claims }) => claims.runId === runId);
  }

  /** The key that opened them stopped working. */
  keyRevoked(keyId: string): void {
    this.forget(({ claims }) => claims.keyId === keyId);
  }

  private forget(isMeant: (entry: Entry) => boolean): void {
    this.generation++;
    this.asking.forgetAll();
    for (const [digest, entry] of this.entries) if (isMeant(entry)) this.entries.delete(digest);
  }

  private async load(token: string, digest: string): Promise<Result<Caller>> {
    const { generation } = this;
    const claims = await this.parts.runTokenCheck.verify(token);
    if (!claims) return refused('unauthenticated', 'The run token is unknown, or its time is over.');
    const { tenant, runId } = claims;
    const run = await this.parts.rpc.call(checkRun, { tenant, runId });
    if (!run.ok) return run;
    if (run.value.keyId !== claims.keyId) return refused('unauthenticated', 'The run token is unknown.');
    const entry = { claims, at: this.parts.clock.now(), expiresAt: Date.parse(run.value.expiresAt) };
    if (generation === this.generation) this.keep(digest, entry);
    return { ok: true, value: callerIn(claims) };
  }

  private keep(digest: string, entry: Entry): void {
    const [oldest] = this.entries.keys();
    if (this.entries.size >= mostEntries && oldest !== undefined) this.entries.delete(oldest);
    this.entries.set(digest, entry);
  }
}

function callerIn({ tenant, agent, keyId, runId, principal, scope }: RunClaims): Caller {
  return { tenant, agent, keyId, run: { runId, principal, scope } };
}
