import type { VerificationReport } from '../src/verifier/report.js';
import { SampleBundle, verdictsOf } from './sample-bundle.js';
import type { LeafJson } from './sample-leaves.js';
import { signAsService } from './sample-signatures.js';
import { SampleLog } from './sample-log.js';

/** Where things stand in the story of SampleLog. */
export const STORY = {
  PROPOSED_A: 2,
  DECIDED_A: 3,
  STARTED_A: 5,
  SUCCEEDED_A: 6,
  DECIDED_B: 8,
  VOTED_B: 10,
  GRANTED_B: 12,
  LEASED_B: 13,
  STARTED_B: 14,
  RECORDED_HEAD: 16,
} as const;

export type Change = (leaf: LeafJson) => void;

/** A well-kept log in which one leaf was wrong from the start: the tree is sound, what it says is not. */
export async function verdictsOfStory(index: number, change: Change): Promise<string[]> {
  const events = structuredClone(SampleLog.ofStory().events) as SampleLog['events'];
  const { leaf } = events[index] as (typeof events)[number];
  change(leaf);
  // Whoever could have had it so from the start would have signed it so.
  signAsService(leaf);
  // The log recorded its own tree head; it must be that of the changed leaves.
  const recorded = (events[STORY.RECORDED_HEAD] as (typeof events)[number]).leaf.data;
  recorded['rootHash'] = new SampleLog(events).rootAt(8).toString('base64');
  const verdicts = verdictsOf(await verifyEvents(events));
  return [...new Set(verdicts.filter((verdict) => verdict !== 'manifest_mismatch'))].sort();
}

export async function verifyEvents(events: SampleLog['events']): Promise<VerificationReport> {
  return (await SampleBundle.write(new SampleLog(events))).verify();
}

/** What the event of a decision or of a grant carries. */
export function nested(leaf: LeafJson, name: 'decision' | 'grant'): Record<string, unknown> {
  return leaf.data[name] as Record<string, unknown>;
}
