import { CompactRange } from '@countersign/evidence';
import type { CandidateEvent } from './candidate.js';
import { chooseLeaves, type ChoiceInput } from './choose-leaves.js';
import { growTree, type TreeGrowth } from './grow-tree.js';
import type { TreeHead } from './tree-head.js';

export interface BatchInput extends ChoiceInput {
  heads: ReadonlyMap<string, TreeHead>;
}

export interface BatchPlan {
  growths: TreeGrowth[];
  duplicates: number;
}

const emptyHead = (): TreeHead => ({ range: new CompactRange(), dueSize: 0 });

function byTenant(leaves: readonly CandidateEvent[]): Map<string, CandidateEvent[]> {
  const groups = new Map<string, CandidateEvent[]>();
  for (const leaf of leaves) {
    const group = groups.get(leaf.tenant);
    if (group) group.push(leaf);
    else groups.set(leaf.tenant, [leaf]);
  }
  return groups;
}

/** What one transaction will append: for each tenant its new leaves in stream order, and the head they lead to. */
export function planBatch(input: BatchInput): BatchPlan {
  const { leaves, duplicates } = chooseLeaves(input);
  const groups = [...byTenant(leaves)];
  const growths = groups.map(([tenant, group]) => growTree(tenant, input.heads.get(tenant) ?? emptyHead(), group));
  return { growths, duplicates };
}
