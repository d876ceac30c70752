import { durationInSeconds, durationSchema, simulateGovernance } from '@countersign/contracts';
import type { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import { stringify } from 'yaml';
import type { z } from 'zod';
import { contextOf } from '../command-context.js';
import { CommandError } from '../output/command-error.js';
import { show } from '../output/print.js';
import { filesOf, withFiles, type FileOptions } from './governance-files.js';
import { differenceLines } from './difference-lines.js';
import { problemLines } from './publish-outcome.js';

type Simulated = z.output<typeof simulateGovernance.response>;

interface Options extends FileOptions {
  since: string;
  markdown?: string;
}

/** `30d` before now, or an instant as it is. */
export function sinceInstant(since: string, nowMs: number): string {
  const duration = durationSchema.safeParse(since);
  if (duration.success) return new Date(nowMs - durationInSeconds(duration.data) * 1000).toISOString();
  const at = Date.parse(since);
  if (Number.isNaN(at)) throw new CommandError(`--since takes 30d, 12h or an instant, not "${since}".`);
  return new Date(at).toISOString();
}

export function simulationLines(simulated: Simulated): string[] {
  const { decided, unchanged, counts, skipped } = simulated;
  return [
    `${decided} recorded calls decided again: ${unchanged} as before, ${counts.allowed} newly allowed, ${counts.held} newly held, ${counts.denied} newly denied.`,
    ...(skipped > 0 ? [`${skipped} could not be decided again: their arguments are not on the record.`] : []),
    ...(simulated.truncated ? ['There are older calls in that time; only the newest were decided.'] : []),
    ...differenceLines(simulated),
    ...simulated.suggestions.flatMap(({ policy, holdRule, allowRule, granted, replay }) => [
      `Suggestion: what "${holdRule}" of ${policy} held was granted every time (${granted} times). Make that rule "otherwise: true" and add:`,
      ...stringify([allowRule])
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`),
      `  Replayed, it would newly allow ${replay.newlyAllowed}, hold ${replay.newlyHeld} and deny ${replay.newlyDenied} of these calls.`,
    ]),
    ...(simulated.widens ? ['A call that changes something would newly run without a person.'] : []),
  ];
}

async function simulate(options: Options, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const body = { ...filesOf(options), since: sinceInstant(options.since, Date.now()) };
  const simulated = await client.post('/governance/simulate', body, simulateGovernance.response);
  if (simulated.valid && options.markdown !== undefined) writeFileSync(options.markdown, simulated.report);
  show(simulated, () => (simulated.valid ? simulationLines(simulated) : problemLines(simulated.problems)), json);
  if (!simulated.valid) process.exitCode = 1;
  else if (simulated.widens) process.exitCode = 2;
}

/** Adds `policy simulate`: what these files would have decided. Exit 2 when a call that changes something would newly run by itself. */
export function addPolicySimulate(policy: Command): void {
  withFiles(policy.command('simulate').description('decide recorded calls again under these files'))
    .option('--since <time>', 'how far back: 30d, 12h, or an instant', '30d')
    .option('--markdown <file>', 'write a report for a pull request')
    .action((options: Options, command: Command) => simulate(options, command));
}
