import { canonicalText } from './canonical-text.js';
import type { CheckLog } from './findings.js';
import { objectOf, textOf, type JsonObject } from './json-shape.js';
import type { LeafRow } from './leaf-row.js';

/** Counts what the manifest states about its rows, from the leaves themselves. */
export class RowSummary {
  private readonly byType: Record<string, number> = Object.create(null) as Record<string, number>;
  private readonly revisions = new Set<string>();
  private readonly times: { from: string; to: string } = { from: '', to: '' };
  private first: { index: number; id: string } | null = null;
  private last: { index: number; id: string } | null = null;
  private total = 0;

  add({ index, id, type, time, data }: LeafRow): void {
    this.total++;
    this.byType[type] = (this.byType[type] ?? 0) + 1;
    this.first ??= { index, id };
    this.last = { index, id };
    if (this.times.from === '' || time < this.times.from) this.times.from = time;
    if (time > this.times.to) this.times.to = time;
    const revision = revisionOf(type, data);
    if (revision !== undefined) this.revisions.add(revision);
  }

  /** Compares with the statement of the manifest, member by member. */
  compare(stated: JsonObject, found: { payloads: JsonObject; proofs: number }, log: CheckLog): void {
    const counted: JsonObject = {
      total: this.total,
      byType: this.byType,
      first: this.first,
      last: this.last,
      time: this.total === 0 ? null : this.times,
      policyRevisions: [...this.revisions].sort(),
      ...found,
    };
    for (const [name, value] of Object.entries(counted)) {
      if (canonicalText(stated[name] ?? null) !== canonicalText(value)) {
        log.fail('manifest_mismatch', `the manifest states another "${name}" than the leaves give`, {
          file: 'manifest.json',
        });
      }
    }
  }
}

function revisionOf(type: string, data: JsonObject): string | undefined {
  if (type === 'GovernancePublished') return textOf(data['revision']);
  const isDecision = type === 'ToolCallDecided' || type === 'ModelCallDecided';
  return isDecision ? textOf(objectOf(data['decision'])['policyRevision']) : undefined;
}
