import type { PreparedEvent } from '@countersign/messaging';
import type { StoredToolChange, ToolChangeStore } from '../handlers/tools/tool-change-store.js';

/** The store's rules without a database. */
export class InMemoryToolChangeStore implements ToolChangeStore {
  private readonly kept = new Map<string, { change: StoredToolChange; settled: boolean }>();

  async note(change: StoredToolChange): Promise<void> {
    const key = `${change.tenant} ${change.eventId}`;
    if (!this.kept.has(key)) this.kept.set(key, { change, settled: false });
  }

  async open(): Promise<StoredToolChange[]> {
    return [...this.kept.values()].flatMap(({ change, settled }) => (settled ? [] : [change]));
  }

  async settle(
    { tenant, definitionDigest }: { tenant: string; definitionDigest: string },
    eventOf: (changes: StoredToolChange[]) => PreparedEvent,
  ): Promise<PreparedEvent | null> {
    const meant = [...this.kept.values()].filter(
      ({ change, settled }) => !settled && change.tenant === tenant && change.definitionDigest === definitionDigest,
    );
    for (const one of meant) one.settled = true;
    return meant.length === 0 ? null : eventOf(meant.map(({ change }) => change));
  }
}
