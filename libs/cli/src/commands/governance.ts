import { publishGovernance, validateGovernance } from '@countersign/contracts';
import type { Command } from 'commander';
import { contextOf } from '../command-context.js';
import { show } from '../output/print.js';
import { filesOf, withFiles, type FileOptions } from './governance-files.js';
import { problemLines, showPublishOutcome } from './publish-outcome.js';

async function apply(options: FileOptions, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  showPublishOutcome(await client.post('/governance/apply', filesOf(options), publishGovernance.response), json);
}

async function validate(options: FileOptions, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const outcome = await client.post('/governance/validate', filesOf(options), validateGovernance.response);
  const lines = () =>
    outcome.valid ? [`Valid; it would be revision ${outcome.revision}.`] : problemLines(outcome.problems);
  show(outcome, lines, json);
  if (!outcome.valid) process.exitCode = 1;
}

/** Adds `apply`, `policy publish` (the same) and `policy validate`. */
export function addGovernanceCommands(program: Command, policy: Command): void {
  const publishing = [program.command('apply'), policy.command('publish')];
  for (const command of publishing) {
    withFiles(command.description('publish governance as code')).action((options: FileOptions, used: Command) =>
      apply(options, used),
    );
  }
  withFiles(policy.command('validate').description('check governance without publishing it')).action(
    (options: FileOptions, command: Command) => validate(options, command),
  );
}
