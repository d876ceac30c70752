import type { DataCounts } from '@countersign/contracts';
import { detect, redact, type CustomDetectors, type Finding, type ScanMemory } from '@countersign/detectors';
import type { JsonValue } from '@countersign/evidence';
import { replaceText } from '../wire/request/replace-text.js';
import { textsIn, type Texts } from './texts-in.js';

/** What the detectors found in one JSON value. */
export interface Examined {
  value: JsonValue;
  texts: Texts;
  findings: Finding[];
  /** Finds in names of members, which cannot be replaced. */
  inNames: Finding[];
  /** Content that could not be looked into, and texts beyond the limits. */
  unscannable: number;
  /** Texts beyond the limits. */
  unscanned: number;
}

/** Looks through a request or a result, with the tenant's own patterns. */
export function examine(value: JsonValue, custom?: CustomDetectors, memory?: ScanMemory): Examined {
  const texts = textsIn(value);
  const options = custom ? { custom: custom.find } : {};
  const { findings, unscanned } = detect(texts.parts, { ...options, memory });
  const names = detect(texts.names, options);
  const beyond = unscanned + names.unscanned;
  return {
    ...{ value, texts, findings, inNames: names.findings },
    ...{ unscannable: texts.unscannable + beyond, unscanned: beyond },
  };
}

/** How often each category was found, under one of some places if they are given. */
export function countsOf({ findings, inNames, unscannable }: Examined, under?: readonly string[]): DataCounts {
  const counts: Record<string, number> = {};
  for (const { category, at } of [...findings, ...inNames]) {
    if (under && !at.some(({ pointer }) => under.some((place) => isUnder(pointer, place)))) continue;
    counts[category] = (counts[category] ?? 0) + 1;
  }
  if (!under && unscannable > 0) counts.unscannable = unscannable;
  return counts;
}

function isUnder(pointer: string, place: string): boolean {
  return pointer === place || pointer.startsWith(`${place}/`);
}

export type Redacted = { ok: true; value: JsonValue; categories: string[] } | { ok: false; why: string };

/** The value with the finds of some categories replaced by placeholders, and which were. Refused where that is not all of them. */
export function redactExamined(examined: Examined, categories: readonly string[]): Redacted {
  const { value, texts, findings, inNames, unscanned } = examined;
  const wanted = new Set(categories);
  if (wanted.has('unscannable')) return { ok: false, why: 'what cannot be looked into cannot be redacted' };
  if (unscanned > 0) return { ok: false, why: 'not all of it could be looked through' };
  if (inNames.some(({ category }) => wanted.has(category))) {
    return { ok: false, why: 'the name of a member holds something that would have to be redacted' };
  }
  const found = [...new Set(findings.map(({ category }) => category))]
    .filter((category) => wanted.has(category))
    .sort();
  if (found.length === 0) return { ok: true, value, categories: [] };
  return { ok: true, value: replaceText(value, redact(texts.parts, findings, wanted)), categories: found };
}
