import type { PersonActor, preflightAgent as definition, Result } from '@countersign/contracts';
import type { z } from 'zod';
import type { CompiledPolicy } from '../domain/compile/compiled-policy.js';
import type { Check } from '../domain/preflight/check.js';
import { preflight } from '../domain/preflight/preflight.js';
import { toolsInReach } from '../domain/preflight/tools-in-reach.js';
import type { CredentialFaults, DecideParts, GovernanceStore, WithoutSignIn } from './ports.js';

type Answer = z.input<typeof definition.response>;

export interface PreflightParts extends Pick<DecideParts, 'revisions' | 'clock' | 'environment'> {
  store: GovernanceStore;
  credentialFaults: CredentialFaults;
  withoutSignIn: WithoutSignIn;
}

/** Would this agent work if it started now? Nothing is proposed, leased or asked. */
export function preflightAgent(parts: PreflightParts) {
  return async ({ actor, agent }: { actor: PersonActor; agent: string }): Promise<Result<Answer>> => {
    const revision = parts.revisions.of(actor.tenant);
    if (!revision.ok) return revision;
    const { compiled } = revision.value;
    const outside = {
      nowMs: parts.clock.now(),
      environment: parts.environment,
      credentialFaults: await faultsOf(parts, actor.tenant, { compiled, agent }),
      unreachable: await withoutInbox(parts, actor.tenant),
      withoutSignIn: await parts.withoutSignIn(actor.tenant, peopleOf(compiled)),
    };
    const { result, checks } = preflight(revision.value, agent, outside);
    return { ok: true, value: { agent, revision: compiled.revision, result, ...shown(checks) } };
  };
}

/** Only the tools that this agent may use at all: other credentials are none of its business. */
function faultsOf(
  parts: PreflightParts,
  tenant: string,
  { compiled, agent }: { compiled: CompiledPolicy; agent: string },
) {
  const tools = toolsInReach(compiled, agent).map(({ document }) => document);
  return parts.credentialFaults(
    tenant,
    tools.flatMap(({ name, credential }) => (credential ? [{ tool: name, ...credential }] : [])),
  );
}

/** People who may not decide on approvals, whatever a group says: nothing in the inbox would be theirs. */
async function withoutInbox(parts: PreflightParts, tenant: string): Promise<string[]> {
  const current = await parts.store.current(tenant);
  return (current?.documents ?? []).flatMap((document) => {
    if (document.kind !== 'Person') return [];
    return document.roles.some((role) => role === 'approver' || role === 'admin') ? [] : [document.name];
  });
}

/** Everybody whom some rule may ask. */
function peopleOf({ groups, data }: CompiledPolicy): string[] {
  const named = data.rules.flatMap(({ approvers }) => approvers?.people ?? []);
  return [...new Set([...[...groups.values()].flat(), ...named])];
}

const mostTold = 1000;
const order = { fail: 0, warn: 1, pass: 2 };

function shown(checks: readonly Check[]): Pick<Answer, 'checks' | 'truncated'> {
  if (checks.length <= mostTold) return { checks: [...checks], truncated: false };
  const worstFirst = [...checks].sort((a, b) => order[a.result] - order[b.result]);
  return { checks: worstFirst.slice(0, mostTold), truncated: true };
}
