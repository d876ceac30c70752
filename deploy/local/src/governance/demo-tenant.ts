import type { GovernanceDocument } from '@countersign/contracts';

/** What the launcher prepares for a tenant, read off its governance. */
export interface TenantNeeds {
  agents: string[];
  /** People who may approve and own no agent, so that none of their votes is refused for being the owner's. */
  approvers: string[];
  /** Names in the secrets store that providers refer to. */
  secrets: string[];
}

const approversWanted = 2;

export function tenantNeeds(documents: readonly GovernanceDocument[]): TenantNeeds {
  const agents = documents.filter((document) => document.kind === 'Agent');
  const involved = new Set(agents.flatMap(({ owner, principal }) => [owner, principal]));
  const members = documents.flatMap((document) => (document.kind === 'Group' ? document.members : []));
  const eligible = [...new Set(members)].filter((person) => !involved.has(person));
  return {
    agents: agents.filter(({ status }) => status === 'active').map(({ name }) => name),
    approvers: eligible.slice(0, approversWanted),
    secrets: documents.flatMap((document) =>
      document.kind === 'Provider' && document.apiKey ? [document.apiKey.secret] : [],
    ),
  };
}
