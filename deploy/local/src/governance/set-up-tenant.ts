import { ConsoleClient } from './console-client.js';
import type { TenantNeeds } from './demo-tenant.js';
import type { TenantKeys } from './issued-keys.js';
import type { GovernanceFile } from '@countersign/cli';

export interface TenantSetUp {
  consoleUrl: string;
  gatewayUrl: string;
  adminToken: string;
  files: readonly GovernanceFile[];
  variables: Record<string, string>;
  needs: TenantNeeds;
  /** Of earlier starts; used again where they still work. */
  kept: TenantKeys | undefined;
}

async function agentKeyWorks(gatewayUrl: string, key: string): Promise<boolean> {
  const response = await fetch(`${gatewayUrl}/v1/models`, {
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.timeout(10_000),
  });
  await response.body?.cancel();
  return response.status !== 401;
}

async function agentKey(setUp: TenantSetUp, admin: ConsoleClient, agent: string): Promise<string> {
  const kept = setUp.kept?.agents[agent]?.key;
  if (kept !== undefined && (await agentKeyWorks(setUp.gatewayUrl, kept))) return kept;
  return admin.createAgentKey(agent);
}

async function personToken(setUp: TenantSetUp, admin: ConsoleClient, person: string): Promise<string> {
  const kept = setUp.kept?.approvers.find((approver) => approver.person === person)?.token;
  if (kept !== undefined && (await new ConsoleClient(setUp.consoleUrl, kept).knowsMe())) return kept;
  return admin.createPersonToken(person);
}

/** Publishes a tenant's governance and sees to it that its agents have keys and its approvers tokens. */
export async function setUpTenant(setUp: TenantSetUp): Promise<TenantKeys> {
  const admin = new ConsoleClient(setUp.consoleUrl, setUp.adminToken);
  await admin.applyGovernance(setUp.files, setUp.variables);
  const [agents, approvers] = await Promise.all([
    Promise.all(
      setUp.needs.agents.map(async (agent) => [agent, { key: await agentKey(setUp, admin, agent) }] as const),
    ),
    Promise.all(
      setUp.needs.approvers.map(async (person) => ({ person, token: await personToken(setUp, admin, person) })),
    ),
  ]);
  return { agents: Object.fromEntries(agents), approvers };
}
