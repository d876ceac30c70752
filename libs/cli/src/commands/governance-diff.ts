import { diffGovernance } from '@countersign/contracts';
import type { Command } from 'commander';
import type { z } from 'zod';
import { contextOf } from '../command-context.js';
import { show } from '../output/print.js';
import { valueChanges } from '../output/value-changes.js';
import { filesOf, withFiles, type FileOptions } from './governance-files.js';
import { problemLines } from './publish-outcome.js';

type Diff = z.output<typeof diffGovernance.response>;

function diffLines(diff: Diff): string[] {
  const { added, changed, removed, truncated } = diff;
  if (!diff.valid) return problemLines(diff.problems);
  if (diff.revision === diff.inForce) return ['Nothing would change.'];
  const places = (change: Diff['changed'][number]) =>
    change.before === undefined ? ['    (too large to show)'] : valueChanges(change.before, change.after);
  return [
    `In force: ${diff.inForce ?? 'nothing'}; these files: ${diff.revision ?? ''}`,
    ...added.map(({ name }) => `added    ${name}`),
    ...removed.map(({ name }) => `removed  ${name}`),
    ...changed.flatMap((change) => [`changed  ${change.name}`, ...places(change).map((line) => `    ${line}`)]),
    `${diff.unchanged} unchanged.${truncated ? ' Not everything fits into one answer.' : ''}`,
  ];
}

async function diff(options: FileOptions, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const outcome = await client.post('/governance/diff', filesOf(options), diffGovernance.response);
  show(outcome, () => diffLines(outcome), json);
  if (!outcome.valid) process.exitCode = 1;
}

/** Adds `policy diff`: what files would change of what is in force. */
export function addPolicyDiff(policy: Command): void {
  withFiles(policy.command('diff').description('what these files would change of what is in force')).action(
    (options: FileOptions, command: Command) => diff(options, command),
  );
}
