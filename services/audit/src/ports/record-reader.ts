import type { EvidenceLeaf, EvidencePayload, NodeReader } from '@countersign/evidence';
import type { RecordedEvent } from '@countersign/contracts';
import type { StoredCheckpoint } from './checkpoint-store.js';

export interface EventFilter {
  fromIndex?: number | undefined;
  descending?: boolean | undefined;
  types?: string[] | undefined;
  subject?: string | undefined;
  run?: string | undefined;
}

export interface LeafRange {
  from: number;
  /** Not included. */
  to: number;
}

/** The read side of the event store. Every method sees one tenant and nothing else. */
export interface RecordReader {
  size(tenant: string): Promise<number>;
  /** In index order, or in reverse. */
  listEvents(tenant: string, filter: EventFilter, limit: number): Promise<RecordedEvent[]>;
  /** Newest first. */
  listCheckpoints(
    tenant: string,
    query: { beforeSize?: number | undefined; limit: number },
  ): Promise<StoredCheckpoint[]>;
  checkpointAt(tenant: string, size: number): Promise<StoredCheckpoint | null>;
  /** The smallest one that covers that many leaves. */
  checkpointCovering(tenant: string, size: number): Promise<StoredCheckpoint | null>;
  nodes(tenant: string): NodeReader;
  leaves(tenant: string, range: LeafRange): AsyncIterable<EvidenceLeaf>;
  payloads(tenant: string, range: LeafRange): AsyncIterable<EvidencePayload>;
}
