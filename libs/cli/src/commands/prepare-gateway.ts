import { conformanceAgent, conformanceApprover, conformanceGovernance, type World } from '@countersign/conformance';
import { publishGovernance } from '@countersign/contracts';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Server } from '../config.js';
import { CommandError } from '../output/command-error.js';
import { ConsoleClient } from '../server/console-client.js';
import { problemLines } from './publish-outcome.js';
import type { GovernanceFile } from '../governance/governance-files-below.js';
import { readGovernanceFolder, readVariables } from './read-governance-folder.js';

interface Preparation {
  server: Server;
  /** The tenant's own governance. */
  folder: string;
  /** `NAME=value` */
  pairs: readonly string[];
}

interface PreparedGateway extends Required<Pick<World, 'approve'>> {
  /** Of an agent of the kit's own. */
  key: string;
  /** Publishes the tenant's own governance again, without the kit's. */
  restore: () => Promise<void>;
}

const keySchema = z.looseObject({ key: z.string() });
const tokenSchema = z.looseObject({ token: z.string() });
const patienceMs = 20_000;

/** Other services hear of what was published a moment later. */
async function onceKnown<T>(attempt: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + patienceMs; ; await sleep(100)) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
  }
}

async function publish(client: ConsoleClient, files: GovernanceFile[], pairs: readonly string[]): Promise<void> {
  const body = { files, variables: readVariables(pairs) };
  const outcome = await client.post('/governance/apply', body, publishGovernance.response);
  if (outcome.published) return;
  const why = outcome.proposalId === undefined ? problemLines(outcome.problems) : ['It waits for a second person.'];
  throw new CommandError(`The governance was not published:\n${why.join('\n')}`);
}

/** Decides as the kit's approver, whose token it is. */
export function approving(server: Server): NonNullable<World['approve']> {
  const approver = new ConsoleClient(server);
  return async (approvalId) => {
    await onceKnown(() => approver.post(`/approvals/${approvalId}/approve`, {}, z.unknown()));
  };
}

/** Publishes the kit's governance beside the tenant's own, and gets a key for its agent and a token for its approver. */
export async function prepareGateway({ server, folder, pairs }: Preparation): Promise<PreparedGateway> {
  const admin = new ConsoleClient(server);
  const own = readGovernanceFolder(folder);
  const kit = { path: 'conformance-kit.yaml', text: conformanceGovernance };
  await publish(admin, [...own, kit], pairs);
  const { key } = await onceKnown(() => admin.post(`/agents/${conformanceAgent}/keys`, {}, keySchema));
  const { token } = await onceKnown(() => admin.post(`/people/${conformanceApprover}/tokens`, {}, tokenSchema));
  return {
    key,
    approve: approving({ url: server.url, token }),
    restore: () => publish(admin, own, pairs),
  };
}
