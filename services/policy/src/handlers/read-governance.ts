import { instantOf } from '@countersign/chassis';
import type { PersonActor, Result, ToolChange } from '@countersign/contracts';
import type { DecideParts, GovernanceStore } from './ports.js';

/** The documents in force, for people. */
export function getGovernance(parts: { store: GovernanceStore }) {
  return async (request: {
    actor: PersonActor;
  }): Promise<Result<{ revision: string; publishedAt: string; publishedBy: string; documents: unknown[] }>> => {
    const current = await parts.store.current(request.actor.tenant);
    if (!current)
      return {
        ok: false,
        refusal: {
          reasonCode: 'not_found',
          message: 'No governance has been published for your tenant.',
          remedy: 'Run: countersign apply -f governance/',
        },
      };
    const { revision, publishedAt, publishedBy, documents } = current;
    return { ok: true, value: { revision, publishedAt: instantOf(publishedAt), publishedBy, documents } };
  };
}

type Registry =
  | { changed: false }
  | {
      changed: true;
      revision: string;
      tools: { definitionDigest: string; document: unknown; change?: ToolChange }[];
      toolChanges: string;
      agents: unknown[];
      providers: unknown[];
      budgets: unknown[];
      settings: unknown;
    };

interface RegistryRequest {
  tenant: string;
  knownRevision?: string | undefined;
  knownToolChanges?: string | undefined;
}

/** What gateway and credentials need of the registry in force. */
export function getRegistry(parts: Pick<DecideParts, 'revisions'>) {
  return async (request: RegistryRequest): Promise<Result<Registry>> => {
    const revision = parts.revisions.of(request.tenant);
    if (!revision.ok) return revision;
    const { compiled, toolChanges = '' } = revision.value;
    const knowsTools = [undefined, toolChanges].includes(request.knownToolChanges);
    if (compiled.revision === request.knownRevision && knowsTools) return { ok: true, value: { changed: false } };
    const tools = [...compiled.tools.values()].map(({ definitionDigest, document, change }) => ({
      definitionDigest,
      document,
      ...(change === undefined ? {} : { change }),
    }));
    const agents = [...compiled.agents.values()].map(({ document }) => document);
    const providers = [...new Set([...compiled.models.values()].flat())];
    const { settings } = compiled;
    const registry = {
      revision: compiled.revision,
      tools,
      toolChanges,
      agents,
      providers,
      budgets: [...compiled.budgets],
      settings,
    };
    return { ok: true, value: { changed: true, ...registry } };
  };
}
