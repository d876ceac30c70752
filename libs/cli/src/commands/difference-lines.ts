import type { simulateGovernance } from '@countersign/contracts';
import type { z } from 'zod';

type Simulated = z.output<typeof simulateGovernance.response>;

/** What a candidate says otherwise, one call a line, and how often people would be asked. */
export function differenceLines(
  found: Pick<Simulated, 'newlyAllowed' | 'newlyHeld' | 'newlyDenied' | 'holdsPerDay'>,
): string[] {
  return [
    ...changeLines('allowed', found.newlyAllowed),
    ...changeLines('held   ', found.newlyHeld),
    ...changeLines('denied ', found.newlyDenied),
    ...found.holdsPerDay.map(({ person, holds }) => `  ${person} would be asked ${holds} times a day`),
  ];
}

function changeLines(title: string, changes: Simulated['newlyAllowed']): string[] {
  return changes.map(({ callId, agent, tool, before, rule, reasonCode, changesState }) => {
    const why = rule ? `${rule.policy}: ${rule.name}` : reasonCode;
    return `  ${title}  ${callId}  ${agent} ${tool}  was ${before}, now by ${why}${changesState ? '  (changes something)' : ''}`;
  });
}
