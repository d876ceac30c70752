import type { Steps } from './steps.js';

const perStep = 250;

/** The items by name, equal names in their order, as `sort` gives them: runs of a few hundred, merged two by two. */
export function* sortedSteps<T extends { readonly name: string }>(items: readonly T[]): Steps<T[]> {
  let runs: T[][] = [];
  for (let at = 0; at < items.length; at += perStep) {
    runs.push(items.slice(at, at + perStep).sort(byName));
    yield;
  }
  while (runs.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < runs.length; at += 2) merged.push(yield* merge(runs[at] as T[], runs[at + 1] ?? []));
    runs = merged;
  }
  return runs[0] ?? [];
}

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  if (a.name === b.name) return 0;
  return a.name < b.name ? -1 : 1;
}

function* merge<T extends { readonly name: string }>(left: readonly T[], right: readonly T[]): Steps<T[]> {
  const merged: T[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const [first, second] = [left[l], right[r]];
    const takesRight = second !== undefined && (first === undefined || byName(first, second) > 0);
    merged.push((takesRight ? right[r++] : left[l++]) as T);
    if (merged.length % perStep === 0) yield;
  }
  return merged;
}
