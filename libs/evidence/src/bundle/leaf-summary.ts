import type { EvidenceLeaf } from './evidence-source.js';

/** What the manifest says about the rows of the bundle. */
export interface LeafSummary {
  total: number;
  byType: Record<string, number>;
  first: { index: number; id: string } | null;
  last: { index: number; id: string } | null;
  /** Earliest and latest `time` of an event; order in the log goes by index, not by time. */
  time: { from: string; to: string } | null;
  /** Governance revisions that were published or decided under, sorted. */
  policyRevisions: string[];
}

/** Counts leaves as they pass. */
export class LeafSummarizer {
  private readonly byType = new Map<string, number>();
  private readonly revisions = new Set<string>();
  private first: LeafSummary['first'] = null;
  private last: LeafSummary['last'] = null;
  private time: LeafSummary['time'] = null;
  private total = 0;

  add(leaf: EvidenceLeaf): void {
    const { index, id, type, time } = leaf;
    this.total++;
    this.byType.set(type, (this.byType.get(type) ?? 0) + 1);
    this.first ??= { index, id };
    this.last = { index, id };
    const { from, to } = this.time ?? { from: time, to: time };
    this.time = { from: time < from ? time : from, to: time > to ? time : to };
    const revision = policyRevisionOf(leaf);
    if (revision !== undefined) this.revisions.add(revision);
  }

  summary(): LeafSummary {
    const byType = Object.fromEntries([...this.byType].sort(([a], [b]) => (a < b ? -1 : 1)));
    const { total, first, last, time } = this;
    return { total, byType, first, last, time, policyRevisions: [...this.revisions].sort() };
  }
}

function policyRevisionOf({ type, bytes }: EvidenceLeaf): string | undefined {
  if (type !== 'GovernancePublished' && type !== 'ToolCallDecided' && type !== 'ModelCallDecided') return undefined;
  const leaf = JSON.parse(Buffer.from(bytes).toString('utf8')) as {
    data?: { revision?: string; decision?: { policyRevision?: string } };
  };
  return leaf.data?.revision ?? leaf.data?.decision?.policyRevision;
}
