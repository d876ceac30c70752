import { instantOf } from '@countersign/chassis';
import { digestOfJson } from '@countersign/evidence';
import { withToolChanges, type ToolChanges } from '../domain/compile/with-tool-changes.js';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import type { StoredToolChange } from '../handlers/tools/tool-change-store.js';

const none: ToolChanges = new Map();

/** The revisions in force as they are while some tools count as proposed; each is made once. */
export class ToolChangesByTenant {
  private byTenant = new Map<string, ToolChanges>();
  private shown = new Map<string, { of: LoadedRevision; changes: ToolChanges; is: LoadedRevision }>();

  /** From now on these, and no others. */
  use(changes: readonly StoredToolChange[]): void {
    const next = new Map<string, Map<string, StoredToolChange>>();
    for (const change of changes) {
      const known = next.get(change.tenant) ?? new Map<string, StoredToolChange>();
      next.set(change.tenant, known.set(change.definitionDigest, change));
    }
    this.byTenant = new Map([...next].map(([tenant, found]) => [tenant, this.steady(tenant, found)]));
  }

  of(tenant: string): ToolChanges {
    return this.byTenant.get(tenant) ?? none;
  }

  show(tenant: string, revision: LoadedRevision): LoadedRevision {
    const changes = this.of(tenant);
    if (changes.size === 0) return revision;
    const known = this.shown.get(tenant);
    if (known?.of === revision && known.changes === changes) return known.is;
    const toolChanges = wordFor(changes);
    const is = { ...revision, toolChanges, compiled: withToolChanges(revision.compiled, changes) };
    this.shown.set(tenant, { of: revision, changes, is });
    return is;
  }

  /** The same object as long as nothing changed, so that what was made of it is not made again. */
  private steady(tenant: string, found: ReadonlyMap<string, StoredToolChange>): ToolChanges {
    const changes = new Map(
      [...found].map(([digest, { pinnedDigest, foundDigest, changedAt, eventId }]) => [
        digest,
        { pinnedDigest, foundDigest, changedAt: instantOf(changedAt), eventId },
      ]),
    );
    const known = this.byTenant.get(tenant);
    return known && wordFor(known) === wordFor(changes) ? known : changes;
  }
}

function wordFor(changes: ToolChanges): string {
  return digestOfJson([...changes].map(([digest, { eventId }]) => [digest, eventId]).sort());
}
