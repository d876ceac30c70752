import type { SettingsDocument } from '@countersign/contracts';
import type { RunEntry } from './run-entry.js';

/** What was found in the result of a call, as the record has it. */
export interface FoundInResult {
  callId: string;
  atMs: number;
  /** Categories of data, each found at least once. */
  categories: readonly string[];
}

export type ResultLabels = NonNullable<SettingsDocument['resultLabels']>;

/** What results put on their run: a result that holds nothing of interest puts nothing. */
export function entriesOfResults(found: readonly FoundInResult[], resultLabels: ResultLabels): RunEntry[] {
  return found.flatMap(({ callId, atMs, categories }) => {
    const known = categories.filter((category) => Object.hasOwn(resultLabels, category));
    const labels = [...new Set(known.map((category) => resultLabels[category] as string))].sort();
    return labels.length === 0 ? [] : [{ id: `result_${callId}`, tool: null, atMs, labels }];
  });
}
