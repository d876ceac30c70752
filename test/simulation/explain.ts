import type { Outcome } from './run-world.js';

const mostLines = 60;

/** What a person needs to see of a seed that failed: what is wrong, and what happened to the calls that it is about. */
export function explain({ seed, violations, log }: Outcome): string {
  const ids = [...new Set(violations.flatMap((violation) => violation.match(/[0-9a-f]{32}/g) ?? []))];
  const isAbout = (line: string) => / fault | world |dies|starts/.test(line) || ids.some((id) => line.includes(id));
  const shown = log.filter(isAbout).slice(-mostLines);
  return [
    `seed ${seed}; replay it, with its whole log: SIMULATION_SEED=${seed} npm test -- simulation`,
    ...violations,
    ...shown,
  ].join('\n');
}
