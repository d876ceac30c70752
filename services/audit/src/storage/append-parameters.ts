import type { CandidatePayload } from '../domain/candidate.js';
import type { TreeGrowth } from '../domain/grow-tree.js';
import type { PlannedLeaf } from '../domain/planned-leaf.js';
import type { Append } from '../ports/seal-store.js';
import { binaryArray } from './binary-array.js';

function headParameters(growths: readonly TreeGrowth[]): Buffer[] {
  const states = growths.map((growth) => growth.head.range.toState());
  return [
    binaryArray.text(growths.map((growth) => growth.tenant)),
    binaryArray.int8(growths.map((growth) => growth.oldSize)),
    binaryArray.int8(states.map((state) => state.size)),
    binaryArray.int8(growths.map((growth) => growth.head.dueSize)),
    binaryArray.bytea(states.map((state) => Buffer.from(state.hashes.join(''), 'hex'))),
    binaryArray.int4(growths.map((growth) => growth.leaves.reduce((sum, leaf) => sum + leaf.payloads.length, 0))),
    binaryArray.int4(growths.map((growth) => growth.nodes.length)),
  ];
}

/** No identifier is a lone hyphen. */
const noRun = '-';

function leafParameters(growths: readonly TreeGrowth[]): (string | Buffer)[] {
  const leaves = growths.flatMap((growth) => growth.leaves);
  const column = (pick: (leaf: PlannedLeaf) => string) => leaves.map(pick).join('\n');
  return [
    column((leaf) => leaf.type),
    column((leaf) => leaf.source),
    column((leaf) => leaf.id),
    column((leaf) => leaf.subject),
    column((leaf) => leaf.run ?? noRun),
    column((leaf) => leaf.time),
    binaryArray.bytea(leaves.map((leaf) => leaf.bytes)),
    binaryArray.bytea(leaves.map((leaf) => leaf.hash)),
  ];
}

function payloadParameters(growths: readonly TreeGrowth[]): Buffer[] {
  const indexes: number[] = [];
  const payloads: CandidatePayload[] = [];
  for (const { leaves } of growths)
    for (const leaf of leaves)
      for (const payload of leaf.payloads) {
        indexes.push(leaf.index);
        payloads.push(payload);
      }
  return [
    binaryArray.int8(indexes),
    binaryArray.text(payloads.map((payload) => payload.name)),
    binaryArray.text(payloads.map((payload) => payload.mediaType)),
    binaryArray.bytea(payloads.map((payload) => payload.salt)),
    binaryArray.bytea(payloads.map((payload) => payload.body)),
  ];
}

function nodeParameters(growths: readonly TreeGrowth[]): Buffer[] {
  const nodes = growths.flatMap((growth) => growth.nodes);
  return [
    binaryArray.int4(nodes.map((node) => node.level)),
    binaryArray.int8(nodes.map((node) => node.index)),
    binaryArray.bytea(nodes.map((node) => node.hash)),
  ];
}

/** The parameters of `audit.append_batch`, in its order. */
export function appendParameters({ epoch, from, to, recordedAt, growths }: Append): unknown[] {
  return [
    epoch,
    from.incarnation,
    from.sequence,
    to.incarnation,
    to.sequence,
    to.digest,
    recordedAt,
    ...headParameters(growths),
    ...leafParameters(growths),
    ...payloadParameters(growths),
    ...nodeParameters(growths),
  ];
}
