import { type governanceProblemSchema, publishGovernance, validateGovernance } from '@countersign/contracts';
import type { Command } from 'commander';
import type { z } from 'zod';
import { contextOf } from '../command-context.js';
import { show } from '../output/print.js';
import { readGovernanceFolder, readVariables } from './read-governance-folder.js';

type Problem = z.infer<typeof governanceProblemSchema>;

const collect = (value: string, all: string[]) => [...all, value];

function problemLines(problems: readonly Problem[]): string[] {
  return problems.map(({ path, line, column, message, suggestion }) => {
    const place = line === null ? path : `${path}:${line}:${column ?? 1}`;
    return `${place}  ${message}${suggestion ? ` (${suggestion})` : ''}`;
  });
}

async function apply(options: { file: string; var: string[] }, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const body = { files: readGovernanceFolder(options.file), variables: readVariables(options.var) };
  const outcome = await client.post('/governance/apply', body, publishGovernance.response);
  const published = () => [
    `Revision ${outcome.revision} is in force${outcome.changed.length + outcome.removed.length === 0 ? '; nothing changed' : ''}.`,
    ...outcome.changed.map((name) => `  changed  ${name}`),
    ...outcome.removed.map((name) => `  removed  ${name}`),
  ];
  show(
    outcome,
    () =>
      outcome.published
        ? published()
        : [...problemLines(outcome.problems), 'Nothing was published; the last good revision stays in force.'],
    json,
  );
  if (!outcome.published) process.exitCode = 1;
}

async function validate(options: { file: string; var: string[] }, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const body = { files: readGovernanceFolder(options.file), variables: readVariables(options.var) };
  const outcome = await client.post('/governance/validate', body, validateGovernance.response);
  show(
    outcome,
    () => (outcome.valid ? [`Valid; it would be revision ${outcome.revision}.`] : problemLines(outcome.problems)),
    json,
  );
  if (!outcome.valid) process.exitCode = 1;
}

/** Adds `apply` and `policy validate`. */
export function addGovernanceCommands(program: Command, policy: Command): void {
  program
    .command('apply')
    .description('publish governance as code')
    .requiredOption('-f, --file <path>', 'governance file or folder')
    .option('--var <NAME=value>', 'what ${NAME} stands for; may be repeated', collect, [])
    .action((options: { file: string; var: string[] }, command: Command) => apply(options, command));
  policy
    .command('validate')
    .description('check governance without publishing it')
    .requiredOption('-f, --file <path>', 'governance file or folder')
    .option('--var <NAME=value>', 'what ${NAME} stands for; may be repeated', collect, [])
    .action((options: { file: string; var: string[] }, command: Command) => validate(options, command));
}
