import type { CustomDetector } from '@countersign/contracts';
import { RE2JS } from 're2js';
import type { Detector, Hit } from '../finding.js';

/** A pattern that every text has cannot tell anything. */
type PatternFault = { name: string; message: string };

export interface CustomDetectors {
  find: Detector;
  faults: PatternFault[];
}

/** More finds of one pattern in one text say no more. */
const mostHits = 1000;

/**
 * A tenant's own patterns, matched by an RE2 engine in time linear in the text, whatever they are. A pattern that
 * cannot be read is told as a fault and finds nothing.
 */
export function compileCustom(definitions: readonly CustomDetector[]): CustomDetectors {
  const faults: PatternFault[] = [];
  const detectors: Detector[] = [];
  for (const definition of definitions) {
    const compiled = compile(definition);
    if (typeof compiled === 'string') faults.push({ name: definition.name, message: compiled });
    else detectors.push(compiled);
  }
  return { faults, find: (text) => detectors.flatMap((detector) => detector(text)) };
}

function compile({ name, category, pattern }: CustomDetector): Detector | string {
  try {
    const compiled = RE2JS.compile(pattern);
    if (compiled.test('')) return 'the pattern matches nothing at all, so it would be found everywhere';
    return (text) =>
      compiled.test(text) ? findAll(compiled, text).map((at) => ({ category, detector: name, ...at })) : [];
  } catch (error) {
    return `not a pattern in RE2 syntax: ${(error as Error).message}`;
  }
}

function findAll(compiled: RE2JS, text: string): Pick<Hit, 'start' | 'end'>[] {
  const found: Pick<Hit, 'start' | 'end'>[] = [];
  const matcher = compiled.matcher(text);
  while (found.length < mostHits && matcher.find()) {
    if (matcher.end() > matcher.start()) found.push({ start: matcher.start(), end: matcher.end() });
  }
  return found;
}
