import type { AppliedGovernance } from './applied-governance.js';
import { applyWhenChanged, type FolderOutcome } from './apply-when-changed.js';
import { ConsoleClient } from './console-client.js';
import type { TenantNeeds } from './demo-tenant.js';
import type { TenantKeys } from './issued-keys.js';
import type { GovernanceFile } from '@countersign/cli';

export interface TenantSetUp {
  tenant: string;
  consoleUrl: string;
  gatewayUrl: string;
  adminToken: string;
  files: readonly GovernanceFile[];
  variables: Record<string, string>;
  needs: TenantNeeds;
  /** Of earlier starts; used again where they still work. */
  kept: TenantKeys | undefined;
  /** What was last applied from the tenant's folder. */
  last: AppliedGovernance[string] | undefined;
}

interface Asking {
  admin: ConsoleClient;
  /** What is in force may name other agents and people than the folder. */
  mustBeKnown: boolean;
}

async function agentKeyWorks(gatewayUrl: string, key: string): Promise<boolean> {
  const response = await fetch(`${gatewayUrl}/v1/models`, {
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(10_000),
  });
  await response.body?.cancel();
  return response.status !== 401;
}

async function agentKey(setUp: TenantSetUp, { admin, mustBeKnown }: Asking, agent: string) {
  const kept = setUp.kept?.agents[agent]?.key;
  if (kept !== undefined && (await agentKeyWorks(setUp.gatewayUrl, kept))) return kept;
  return admin.createAgentKey(agent, mustBeKnown);
}

async function personToken(setUp: TenantSetUp, { admin, mustBeKnown }: Asking, person: string) {
  const kept = setUp.kept?.approvers.find((approver) => approver.person === person)?.token;
  if (kept !== undefined && (await new ConsoleClient(setUp.consoleUrl, kept).knowsMe())) return kept;
  return admin.createPersonToken(person, mustBeKnown);
}

/** Publishes a tenant's governance where it has changed, and sees to it that its agents have keys and its approvers tokens. */
export async function setUpTenant(setUp: TenantSetUp): Promise<{ keys: TenantKeys; folder: FolderOutcome }> {
  const admin = new ConsoleClient(setUp.consoleUrl, setUp.adminToken);
  const folder = await applyWhenChanged(admin, setUp, setUp.last);
  const asking = { admin, mustBeKnown: !folder.isOther };
  const [agents, approvers] = await Promise.all([
    Promise.all(
      setUp.needs.agents.map(async (agent) => {
        const key = await agentKey(setUp, asking, agent);
        return key === undefined ? [] : [[agent, { key }] as const];
      }),
    ),
    Promise.all(
      setUp.needs.approvers.map(async (person) => {
        const token = await personToken(setUp, asking, person);
        return token === undefined ? [] : [{ person, token }];
      }),
    ),
  ]);
  return { keys: { agents: Object.fromEntries(agents.flat()), approvers: approvers.flat() }, folder };
}
