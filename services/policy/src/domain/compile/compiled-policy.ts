import type {
  AgentDocument,
  BudgetDocument,
  Decision,
  ProviderDocument,
  RegoDocument,
  SettingsDocument,
  ToolChange,
  ToolDocument,
  Verdict,
} from '@countersign/contracts';
import type { Digest } from '@countersign/evidence';

type Obligations = Decision['obligations'];

/** Who may approve, as a rule says it: groups are expanded to people when a call is held. */
export interface CompiledApprovers {
  groups: string[];
  people: string[];
  quorum: number;
  expires_seconds: number;
  escalate: { after_seconds: number; groups: string[] } | null;
}

/** One condition as the Rego in `rego/countersign/decide` reads it; `on` says which kind. */
export interface CompiledCondition {
  on: string;
  [member: string]: unknown;
}

/** Where an allow rule lets a call reach; a kind of target that is not here is one that the rule does not allow. */
export interface CompiledReach {
  /** The accesses that the rule speaks of, or leaves free. */
  paths?: string[];
  relations?: string[];
  services?: true;
  requests?: true;
}

export interface CompiledRule {
  policy: string;
  name: string;
  verdict: Verdict;
  /** A hold that stands back where some rule allows. */
  otherwise: boolean;
  conditions: CompiledCondition[];
  /** Of an allow rule that says where; without it, the rule is for calls wherever they reach. */
  reach?: CompiledReach;
  obligations: Obligations;
  /** For the run, once a call under this rule is let through. */
  labels?: string[];
  reason?: string;
  remedy?: string;
  approvers?: CompiledApprovers;
}

/** Rule numbers by audience, then by `tool:<name>`, `model:<name>`, `tool:*` or `model:*`. */
export type RuleIndex = Record<string, Record<string, number[]>>;

/** What the engine decides from; all of it is plain JSON. */
export interface EngineData {
  settings: { unclear: { verdict: 'deny' } | { verdict: 'hold'; approvers: CompiledApprovers } };
  rules: CompiledRule[];
  index: RuleIndex;
}

export interface CompiledAgent {
  document: AgentDocument;
  /** The lists of agent patterns that this agent is on. */
  audiences: string[];
  /** Some rule for this agent asks what its run has done. */
  runAware: boolean;
}

export interface CompiledTool {
  document: ToolDocument;
  definitionDigest: Digest;
  /** Where a call goes, in one line for a person. */
  target: string;
  credentialScope: string[];
  /** Its MCP server says something else of it than what was approved, so its status is `proposed`. */
  change?: ToolChange;
}

/** How to count a run's earlier calls for one history condition. */
export type HistoryCounter =
  | { kind: 'calls'; matches: (tool: string) => boolean; withinMs: number | null }
  | { kind: 'sequence'; steps: ((tool: string) => boolean)[] };

/** Governance of one tenant, ready to decide with. Never changed: a new revision is a new object. */
export interface CompiledPolicy {
  revision: Digest;
  settings: SettingsDocument;
  agents: ReadonlyMap<string, CompiledAgent>;
  tools: ReadonlyMap<string, CompiledTool>;
  /** Providers that offer a model, best first. */
  models: ReadonlyMap<string, ProviderDocument[]>;
  groups: ReadonlyMap<string, readonly string[]>;
  budgets: readonly BudgetDocument[];
  /** Rego of the tenant's own, by name. */
  rego: readonly RegoDocument[];
  counters: ReadonlyMap<string, HistoryCounter>;
  data: EngineData;
}
