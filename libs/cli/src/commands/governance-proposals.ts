import { confirmGovernance, declineGovernance, listGovernanceProposals } from '@countersign/contracts';
import type { Command } from 'commander';
import { contextOf } from '../command-context.js';
import { show } from '../output/print.js';
import { showPublishOutcome } from './publish-outcome.js';

async function proposals(command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const found = await client.get('/governance/proposals', listGovernanceProposals.response);
  const lines = found.proposals.flatMap((one) => [
    `${one.proposalId}  ${one.revision.slice(0, 19)}  by ${one.proposedBy} at ${one.proposedAt}`,
    ...one.changed.map((name) => `  changed  ${name}`),
    ...one.removed.map((name) => `  removed  ${name}`),
  ]);
  show(found, () => (lines.length > 0 ? lines : ['Nothing waits for a second person.']), json);
}

async function confirm(id: string, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const path = `/governance/proposals/${encodeURIComponent(id)}/confirm`;
  showPublishOutcome(await client.post(path, {}, confirmGovernance.response), json);
}

async function decline(id: string, options: { reason?: string }, command: Command): Promise<void> {
  const { client, json } = contextOf(command);
  const path = `/governance/proposals/${encodeURIComponent(id)}/decline`;
  const declined = await client.post(path, { reason: options.reason ?? null }, declineGovernance.response);
  show(declined, () => [`${id} is declined; nothing changed.`], json);
}

/** Adds `policy proposals|confirm|decline`: publishing by two people. */
export function addPolicyProposals(policy: Command): void {
  policy
    .command('proposals')
    .description('revisions that wait for a second person')
    .action((_: unknown, command: Command) => proposals(command));
  policy
    .command('confirm <proposal>')
    .description('publish what somebody else proposed')
    .action((id: string, _: unknown, command: Command) => confirm(id, command));
  policy
    .command('decline <proposal>')
    .description('turn a proposed revision down')
    .option('--reason <text>', 'why')
    .action((id: string, options: { reason?: string }, command: Command) => decline(id, options, command));
}
