import { digestOfJson } from '@countersign/evidence';
import type { Caller } from '../../domain/identity/caller.js';
import { newestLegacyRevision } from '../../domain/mcp/revisions.js';
import { listedTools, listingVersion } from './listed-tools.js';
import type { ListingParts } from './listing-parts.js';

/** A change that was not heard of is found within this time. */
const lookEveryMs = 5_000;

/** Those who see the same tools. */
interface Audience {
  caller: Caller;
  /** What the listing that they know follows from, and the listing; null before it was made once. */
  known: { version: string; digest: string } | null;
  listeners: Set<() => void>;
}

/** Tells clients that listen when the tools that they would be shown have changed, and only then. */
export class ListingWatch {
  private readonly audiences = new Map<string, Audience>();
  private stop: (() => void) | null = null;
  private looking: Promise<void> = Promise.resolve();

  constructor(private readonly parts: ListingParts) {}

  /** Calls `changed` from now on; the returned function ends it. */
  async listen(caller: Caller, changed: () => void): Promise<() => void> {
    const key = JSON.stringify([caller.tenant, caller.agent, caller.run?.runId ?? null]);
    const audience = this.audiences.get(key) ?? { caller, known: null, listeners: new Set() };
    this.audiences.set(key, audience);
    audience.listeners.add(changed);
    this.begin();
    if (!audience.known) await this.compare(audience).catch((error: unknown) => this.report(error));
    return () => {
      audience.listeners.delete(changed);
      if (audience.listeners.size === 0 && this.audiences.get(key) === audience) this.audiences.delete(key);
    };
  }

  /** Something may have changed for this tenant, or for any. One look after the other. */
  look(tenant?: string): Promise<void> {
    this.looking = this.looking.then(async () => {
      for (const audience of [...this.audiences.values()]) {
        if (tenant !== undefined && audience.caller.tenant !== tenant) continue;
        await this.compare(audience).catch((error: unknown) => this.report(error));
      }
    });
    return this.looking;
  }

  private async compare(audience: Audience): Promise<void> {
    const { caller, known } = audience;
    const version = await listingVersion(this.parts, caller.tenant);
    if (version === null || version === known?.version) return;
    // Revisions of the protocol differ in how tools are shown, not in which.
    const tools = await listedTools(this.parts, caller, newestLegacyRevision);
    if (!tools.ok) return;
    const digest = digestOfJson(tools.value);
    audience.known = { version, digest };
    if (known && known.digest !== digest) for (const changed of audience.listeners) changed();
  }

  private begin(): void {
    if (this.stop) return;
    const again = () => {
      this.stop = null;
      if (this.audiences.size === 0) return;
      const tenants = new Set([...this.audiences.values()].map(({ caller }) => caller.tenant));
      for (const tenant of tenants) this.parts.compare(tenant).catch((error: unknown) => this.report(error));
      void this.look().then(() => this.begin());
    };
    this.stop = this.parts.world.timer.after(lookEveryMs, again);
  }

  private report(error: unknown): void {
    this.parts.world.report(error, { part: 'look whether tools have changed' });
  }
}
