import type { CompactRange } from '@countersign/evidence';

/** The right edge of one tenant's tree. Never changed in place: a batch that fails must leave it as it was. */
export interface TreeHead {
  range: CompactRange;
  /**
   * Size of the tree after its last leaf that asks for a checkpoint. CheckpointPublished does not ask: else each
   * checkpoint would call for the next one and no log would ever be idle.
   */
  dueSize: number;
}
