/** Where a verifier stands on its way up: number of the node and of the last node, on one level of the tree. */
export interface TreePlace {
  node: bigint;
  last: bigint;
}

/** True if the next sibling is the left one: the node is a right child, or stands at the right edge. */
export function joinsFromLeft({ node, last }: TreePlace): boolean {
  return node % 2n === 1n || node === last;
}

/** The place of the parent. At the right edge the levels on which a node has no sibling are passed over. */
export function placeAbove(place: TreePlace): TreePlace {
  let { node, last } = place;
  const isEdge = joinsFromLeft(place);
  while (isEdge && node % 2n === 0n && node !== 0n) [node, last] = [node / 2n, last / 2n];
  return { node: node / 2n, last: last / 2n };
}
