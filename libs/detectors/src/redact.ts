import type { Finding, Stretch, TextPart } from './finding.js';

/** A value that is found once is hidden wherever it stands, unless it is shorter than this. */
const shortestRepeated = 6;

interface Cut extends Stretch {
  category: string;
}

/** What stands in place of a value. */
export function placeholderOf(category: string): string {
  return `[${category}]`;
}

/**
 * The texts that change when the finds of some categories are replaced by placeholders, by pointer. A value is
 * replaced wherever it occurs, found there or not.
 */
export function redact(
  parts: readonly TextPart[],
  findings: readonly Finding[],
  categories: ReadonlySet<string>,
): Map<string, string> {
  const hidden = findings.filter(({ category }) => categories.has(category));
  if (hidden.length === 0) return new Map();
  const cuts = cutsOf(hidden);
  const values = valuesOf(parts, hidden);
  const changed = new Map<string, string>();
  for (const { pointer, text } of parts) {
    const redacted = replaced(text, [...(cuts.get(pointer) ?? []), ...repeated(text, values)]);
    if (redacted !== text) changed.set(pointer, redacted);
  }
  return changed;
}

function cutsOf(findings: readonly Finding[]): Map<string, Cut[]> {
  const cuts = new Map<string, Cut[]>();
  for (const { category, at } of findings) {
    for (const { pointer, start, end } of at) {
      const list = cuts.get(pointer) ?? [];
      list.push({ category, start, end });
      cuts.set(pointer, list);
    }
  }
  return cuts;
}

function valuesOf(parts: readonly TextPart[], findings: readonly Finding[]): Map<string, string> {
  const texts = new Map(parts.map(({ pointer, text }) => [pointer, text]));
  const values = new Map<string, string>();
  for (const { category, at } of findings) {
    const value = at.map(({ pointer, start, end }) => texts.get(pointer)?.slice(start, end) ?? '').join('');
    if (value.length >= shortestRepeated) values.set(value, category);
  }
  return values;
}

function repeated(text: string, values: ReadonlyMap<string, string>): Cut[] {
  const cuts: Cut[] = [];
  for (const [value, category] of values) {
    for (let start = text.indexOf(value); start >= 0; start = text.indexOf(value, start + value.length)) {
      cuts.push({ category, start, end: start + value.length });
    }
  }
  return cuts;
}

/** Stretches that overlap become one, under the name of the first. */
function replaced(text: string, cuts: readonly Cut[]): string {
  let result = '';
  let behind = 0;
  for (const { category, start, end } of [...cuts].sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (start >= behind) result += text.slice(behind, start) + placeholderOf(category);
    behind = Math.max(behind, end);
  }
  return result + text.slice(behind);
}
