import type { PreparedEvent } from '../events/prepare-event.js';

/** A row written in the same transaction as the state it tells of. */
export interface OutboxRow extends PreparedEvent {
  /** Stream position of the last publication, or null before it. */
  published: { sequence: number; incarnation: string } | null;
}

/** What a row is about: the last token of its subject. Facts about one thing keep their order. */
export function aboutOf({ subject }: { subject: string }): string {
  return subject.slice(subject.lastIndexOf('.') + 1);
}

/** What the relay needs of a service's outbox table. Rows are kept until sealed, not until acknowledged. */
export interface OutboxStore {
  /** Rows never published, or published and not sealed for so long that they must go again; oldest first. */
  due(limit: number): Promise<OutboxRow[]>;
  /** Older rows about the same subject that are published and not known to be sealed; oldest first. */
  before(row: OutboxRow): Promise<OutboxRow[]>;
  markPublished(ids: readonly string[], at: { sequence: number; incarnation: string }): Promise<void>;
  /** Deletes every row noted as published in this incarnation at or below the sequence, and those that the caller knows to be. */
  dropSealed(watermark: { sequence: number; incarnation: string }, known?: readonly string[]): Promise<void>;
}
