import { getShadow, startShadow, stopShadow } from '@countersign/contracts';
import type { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import type { z } from 'zod';
import { contextOf } from '../command-context.js';
import { show } from '../output/print.js';
import { differenceLines } from './difference-lines.js';
import { filesOf, withFiles, type FileOptions } from './governance-files.js';
import { problemLines } from './publish-outcome.js';

type Shadow = z.output<typeof stopShadow.response>['shadow'];

interface ReportOptions {
  markdown?: string;
}

export function shadowLines(shadow: Shadow | null): string[] {
  if (!shadow) return ['No candidate has run beside your policy yet.'];
  const { shadowId, status, revision, startedBy, startedAt, decided, unchanged, counts, dropped } = shadow;
  return [
    `${shadowId}  ${status}  ${revision}  started by ${startedBy} at ${startedAt}`,
    `${decided} calls decided by both: ${unchanged} alike, ${counts.allowed} newly allowed, ${counts.held} newly held, ${counts.denied} newly denied.`,
    ...(dropped > 0 ? [`${dropped} calls came too fast for the candidate to be asked.`] : []),
    ...differenceLines(shadow),
    ...(shadow.widens ? ['A call that changes something would newly run without a person.'] : []),
  ];
}

async function start(options: FileOptions, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const outcome = await client.post('/governance/shadow', filesOf(options), startShadow.response);
  const { started, shadowId, revision, problems } = outcome;
  const lines = () =>
    started ? [`Revision ${revision} runs beside your policy as ${shadowId}; it has no say.`] : problemLines(problems);
  show(outcome, lines, json);
  if (!started) process.exitCode = 1;
}

/** Exit 2 while the candidate newly allows a call that changes something, as for a simulation. */
function tell(shadow: Shadow | null, { markdown }: ReportOptions, json: boolean): void {
  if (shadow && markdown !== undefined) writeFileSync(markdown, shadow.report);
  show({ shadow }, () => shadowLines(shadow), json);
  if (shadow?.widens) process.exitCode = 2;
}

async function status(options: ReportOptions, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  tell((await client.get('/governance/shadow', getShadow.response)).shadow, options, json);
}

async function stop(options: ReportOptions, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  tell((await client.post('/governance/shadow/stop', {}, stopShadow.response)).shadow, options, json);
}

/** Adds `policy shadow start|status|stop`: a candidate that is decided beside the policy in force. */
export function addPolicyShadow(policy: Command): void {
  const shadow = policy.command('shadow').description('run a candidate beside the policy in force, without any say');
  withFiles(shadow.command('start').description('start with these files')).action(
    (options: FileOptions, command: Command) => start(options, command),
  );
  const reporting = [
    ['status', 'what the candidate has said so far', status],
    ['stop', 'end the candidate and tell what it said', stop],
  ] as const;
  for (const [name, description, run] of reporting) {
    shadow
      .command(name)
      .description(description)
      .option('--markdown <file>', 'write a report for a pull request')
      .action((options: ReportOptions, command: Command) => run(options, command));
  }
}
