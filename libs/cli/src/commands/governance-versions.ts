import { listGovernanceVersions, rollbackGovernance } from '@countersign/contracts';
import type { Command } from 'commander';
import type { z } from 'zod';
import { contextOf, type Context } from '../command-context.js';
import { CommandError } from '../output/command-error.js';
import { show, table } from '../output/print.js';
import { showPublishOutcome } from './publish-outcome.js';

type Version = z.output<typeof listGovernanceVersions.response>['versions'][number];

function page(client: Context['client'], limit: string): Promise<{ versions: Version[] }> {
  return client.get(`/governance/versions?limit=${encodeURIComponent(limit)}`, listGovernanceVersions.response);
}

async function versions(options: { limit: string }, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const found = await page(client, options.limit);
  const rows = found.versions.map((one) => [
    `${one.number}${one.inForce ? ' *' : ''}`,
    one.revision.slice(0, 19),
    one.publishedAt,
    one.publishedBy,
    one.proposedBy ?? '',
  ]);
  const heading = ['VERSION', 'REVISION', 'PUBLISHED', 'BY', 'PROPOSED BY'];
  show(found, () => [...table([heading, ...rows]), '* in force'], json);
}

/** A version's number, or its revision in full or cut short, as `policy versions` shows it. */
export function chooseVersion(known: readonly Version[], wanted: string): string {
  const meant = known.filter(({ number, revision }) => String(number) === wanted || revision.startsWith(wanted));
  const revisions = [...new Set(meant.map(({ revision }) => revision))];
  if (revisions.length === 1) return revisions[0] as string;
  if (/^sha256:[0-9a-f]{64}$/.test(wanted)) return wanted;
  const fault = revisions.length === 0 ? 'is none of the last 100 versions' : 'means more than one revision';
  throw new CommandError(`"${wanted}" ${fault}. Choose one from: countersign policy versions`);
}

async function rollback(wanted: string, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const revision = chooseVersion((await page(client, '100')).versions, wanted);
  showPublishOutcome(await client.post('/governance/rollback', { revision }, rollbackGovernance.response), json);
}

/** Adds `policy versions` and `policy rollback`. */
export function addPolicyVersions(policy: Command): void {
  policy
    .command('versions')
    .description('what has been in force, newest first')
    .option('--limit <n>', 'how many', '20')
    .action((options: { limit: string }, command: Command) => versions(options, command));
  policy
    .command('rollback <version>')
    .description('put an earlier version in force again, by its number or revision')
    .action((wanted: string, _: unknown, command: Command) => rollback(wanted, command));
}
