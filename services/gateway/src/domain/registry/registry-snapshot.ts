import {
  agentDocumentSchema,
  budgetDocumentSchema,
  providerDocumentSchema,
  settingsDocumentSchema,
  toolDocumentSchema,
  type AgentDocument,
  type ProviderDocument,
  type SettingsDocument,
  type ToolChange,
  type ToolDocument,
} from '@countersign/contracts';
import { compileCustom, type CustomDetectors } from '@countersign/detectors';
import { digestOfJson } from '@countersign/evidence';
import { budgetOf, type Budget } from '../budget/budget.js';

export interface RegisteredTool {
  definitionDigest: string;
  document: ToolDocument;
  /** Its MCP server says something else of it than was approved, so policy takes it for proposed. */
  change?: ToolChange | undefined;
}

/** A tenant's registry at one governance revision. */
export interface RegistrySnapshot {
  revision: string;
  /** Which tools policy takes for proposed since they changed, in one word. */
  toolChanges: string;
  tools: ReadonlyMap<string, RegisteredTool>;
  agents: ReadonlyMap<string, AgentDocument>;
  providers: ReadonlyMap<string, ProviderDocument>;
  /** null when one of them cannot be read: a budget must not vanish. */
  budgets: readonly Budget[] | null;
  /** Absent: the tenant has none. */
  settings?: SettingsDocument | undefined;
  /** The tenant's own patterns. */
  detectors: CustomDetectors;
  /** The digest of those. */
  patterns: string;
}

interface RegistryAnswer {
  revision: string;
  tools: readonly { definitionDigest: string; document: unknown; change?: ToolChange | undefined }[];
  toolChanges?: string | undefined;
  agents: readonly unknown[];
  providers: readonly unknown[];
  budgets?: readonly unknown[] | undefined;
  settings?: unknown;
}

/** Reads policy's answer. A document that does not validate is left out, so that what it names is unknown and refused. */
export function registrySnapshot(answer: RegistryAnswer): RegistrySnapshot {
  const tools = answer.tools.flatMap(({ definitionDigest, document, change }) => {
    const parsed = toolDocumentSchema.safeParse(document);
    return parsed.success ? [{ definitionDigest, document: parsed.data, change }] : [];
  });
  const agents = answer.agents.flatMap((document) => agentDocumentSchema.safeParse(document).data ?? []);
  const providers = answer.providers.flatMap((document) => providerDocumentSchema.safeParse(document).data ?? []);
  const settings = settingsOf(answer.settings);
  return {
    revision: answer.revision,
    toolChanges: answer.toolChanges ?? '',
    tools: new Map(tools.map((tool) => [tool.document.name, tool])),
    agents: new Map(agents.map((agent) => [agent.name, agent])),
    settings,
    detectors: compileCustom(settings?.detectors ?? []),
    patterns: digestOfJson(settings?.detectors ?? []),
    providers: new Map(providers.map((provider) => [provider.name, provider])),
    budgets: budgetsOf(answer.budgets ?? []),
  };
}

/** Settings that cannot be read are a fault of one of the two services, never a reason to fall back to milder ones. */
function settingsOf(document: unknown): SettingsDocument | undefined {
  return document === undefined ? undefined : settingsDocumentSchema.parse(document);
}

function budgetsOf(documents: readonly unknown[]): Budget[] | null {
  try {
    return documents.map((document) => budgetOf(budgetDocumentSchema.parse(document)));
  } catch {
    return null;
  }
}
