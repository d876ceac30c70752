import {
  agentDocumentSchema,
  providerDocumentSchema,
  toolDocumentSchema,
  type AgentDocument,
  type ProviderDocument,
  type ToolDocument,
} from '@countersign/contracts';

export interface RegisteredTool {
  definitionDigest: string;
  document: ToolDocument;
}

/** A tenant's registry at one governance revision. */
export interface RegistrySnapshot {
  revision: string;
  tools: ReadonlyMap<string, RegisteredTool>;
  agents: ReadonlyMap<string, AgentDocument>;
  providers: ReadonlyMap<string, ProviderDocument>;
}

interface RegistryAnswer {
  revision: string;
  tools: readonly { definitionDigest: string; document: unknown }[];
  agents: readonly unknown[];
  providers: readonly unknown[];
}

/** Reads policy's answer. A document that does not validate is left out, so that what it names is unknown and refused. */
export function registrySnapshot(answer: RegistryAnswer): RegistrySnapshot {
  const tools = answer.tools.flatMap(({ definitionDigest, document }) => {
    const parsed = toolDocumentSchema.safeParse(document);
    return parsed.success ? [{ definitionDigest, document: parsed.data }] : [];
  });
  const agents = answer.agents.flatMap((document) => agentDocumentSchema.safeParse(document).data ?? []);
  const providers = answer.providers.flatMap((document) => providerDocumentSchema.safeParse(document).data ?? []);
  return {
    revision: answer.revision,
    tools: new Map(tools.map((tool) => [tool.document.name, tool])),
    agents: new Map(agents.map((agent) => [agent.name, agent])),
    providers: new Map(providers.map((provider) => [provider.name, provider])),
  };
}
