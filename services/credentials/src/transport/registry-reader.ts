import {
  getRegistry,
  providerDocumentSchema,
  toolDefinition,
  toolDocumentSchema,
  type ProviderDocument,
  type Result,
  type ToolDocument,
} from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';
import type { RpcPort } from '@countersign/messaging';

type Registry = { revision: string; tools: { definitionDigest: string; document: unknown }[]; providers: unknown[] };

const notFound = (message: string) => ({ ok: false as const, refusal: { reasonCode: 'not_found', message } });

/** Reads tool and provider documents from policy's registry; a document counts only under the digest that its bytes have. */
export class RegistryReader {
  private readonly byTenant = new Map<string, Registry>();

  constructor(private readonly rpc: RpcPort) {}

  async tool(tenant: string, name: string, definitionDigest: string): Promise<Result<ToolDocument>> {
    const cached = this.byTenant.get(tenant)?.tools.find((tool) => tool.definitionDigest === definitionDigest);
    const found =
      cached ?? (await this.fresh(tenant))?.tools.find((tool) => tool.definitionDigest === definitionDigest);
    const document = found && toolDocumentSchema.safeParse(found.document);
    if (
      !document?.success ||
      document.data.name !== name ||
      digestOfJson(toolDefinition(document.data)) !== definitionDigest
    ) {
      return notFound(`No registered tool ${name} has the definition that was decided.`);
    }
    return { ok: true, value: document.data };
  }

  async provider(tenant: string, name: string): Promise<Result<ProviderDocument>> {
    const registry = await this.fresh(tenant);
    const documents = (registry?.providers ?? []).map((provider) => providerDocumentSchema.safeParse(provider));
    const found = documents.find((document) => document.success && document.data.name === name);
    return found?.success ? { ok: true, value: found.data } : notFound(`No provider ${name} is registered.`);
  }

  private async fresh(tenant: string): Promise<Registry | undefined> {
    const known = this.byTenant.get(tenant);
    const answer = await this.rpc.call(getRegistry, { tenant, ...(known ? { knownRevision: known.revision } : {}) });
    if (answer.ok && answer.value.changed) this.byTenant.set(tenant, answer.value);
    // Policy does not answer: what was pinned by digest is still what it was, but nothing new can be learned.
    return this.byTenant.get(tenant);
  }
}
