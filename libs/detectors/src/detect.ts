import type { Detector, Finding, TextPart } from './finding.js';
import { findAcross } from './find-across.js';
import { scanOnce, type ScanMemory } from './scan-memory.js';
import { scanText } from './scan-text.js';

/** What one request may cost; UTF-16 units and finds. */
export interface ScanLimits {
  characters: number;
  findings: number;
}

export const scanLimits: ScanLimits = { characters: 4_194_304, findings: 5000 };

export interface Detection {
  findings: Finding[];
  /** Parts that were not, or not wholly, looked through because of the limits. */
  unscanned: number;
}

interface Options {
  custom?: Detector;
  limits?: ScanLimits;
  /** Of texts that were looked through with the same detectors before. */
  memory?: ScanMemory | undefined;
}

/** Looks through the texts of one message or result. Every stretch lies within its part; values are never returned. */
export function detect(parts: readonly TextPart[], { custom, limits = scanLimits, memory }: Options = {}): Detection {
  const findings: Finding[] = [];
  let left = limits.characters;
  let unscanned = 0;
  for (const { pointer, text } of parts) {
    if (text.length > left || findings.length >= limits.findings) {
      unscanned++;
      continue;
    }
    left -= text.length;
    for (const { category, detector, start, end } of scanOnce(text, (whole) => scanText(whole, custom), memory)) {
      findings.push({ category, detector, at: [{ pointer, start, end }] });
    }
  }
  const crossing = unscanned === 0 ? findAcross(parts, custom) : [];
  return { findings: crossing.length === 0 ? findings : merged(findings, crossing), unscanned };
}

/** A value that goes on in the next part counts once, in its full length. */
function merged(within: readonly Finding[], crossing: readonly Finding[]): Finding[] {
  const isPartOf = (one: Finding, whole: Finding) =>
    one.category === whole.category &&
    one.at.every((part) =>
      whole.at.some(({ pointer, start, end }) => pointer === part.pointer && start <= part.start && part.end <= end),
    );
  return [...within.filter((one) => !crossing.some((whole) => isPartOf(one, whole))), ...crossing];
}
