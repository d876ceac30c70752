import type { CandidateEvent } from './candidate.js';
import type { PlannedLeaf } from './planned-leaf.js';
import type { TreeHead } from './tree-head.js';

/** The root of a complete subtree, kept so that proofs need not read every leaf. */
export interface TreeNode {
  /** A multiple of 8. */
  level: number;
  index: number;
  hash: Buffer;
}

export interface TreeGrowth {
  tenant: string;
  oldSize: number;
  head: TreeHead;
  leaves: PlannedLeaf[];
  nodes: TreeNode[];
}

/** Of each so many levels one is kept. */
export const keptLevels = 8;

/** Appends leaves to one tenant's tree, at the indexes that follow without a hole. */
export function growTree(tenant: string, head: TreeHead, events: readonly CandidateEvent[]): TreeGrowth {
  const range = head.range.clone();
  const oldSize = range.size;
  const nodes: TreeNode[] = [];
  let dueSize = head.dueSize;
  const leaves = events.map((event) => {
    const index = range.size;
    range.append(event.hash, (level, nodeIndex, hash) => {
      if (level > 0 && level % keptLevels === 0) nodes.push({ level, index: nodeIndex, hash });
    });
    if (event.type !== 'CheckpointPublished') dueSize = range.size;
    return { ...event, index };
  });
  return { tenant, oldSize, head: { range, dueSize }, leaves, nodes };
}
