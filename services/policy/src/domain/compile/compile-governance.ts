import {
  settingsDocumentSchema,
  type GovernanceDocument,
  type GovernanceDocumentOf,
  type GovernanceKind,
  type ProviderDocument,
} from '@countersign/contracts';
import { sortedSteps } from '../governance/sorted-steps.js';
import { finish, type Steps } from '../governance/steps.js';
import { Audiences } from './audiences.js';
import { compileConditions } from './compile-conditions.js';
import { compileApprovers, compileRule } from './compile-rule.js';
import { compileTool } from './compile-tool.js';
import type { CompiledAgent, CompiledPolicy, CompiledTool, EngineData, HistoryCounter } from './compiled-policy.js';
import { NameMatcher } from './name-matcher.js';
import { revisionSteps } from './revision.js';
import { addToIndex } from './rule-index.js';
import { runAwareSteps } from './run-aware.js';

const agentsPerStep = 50;

/** Makes documents that `parseGovernance` accepted ready to decide with. Equal documents give equal revisions. */
export function compileGovernance(documents: readonly GovernanceDocument[]): CompiledPolicy {
  return finish(compilingSteps(documents));
}

export function* compilingSteps(documents: readonly GovernanceDocument[]): Steps<CompiledPolicy> {
  const sorted = yield* sortedSteps(documents);
  const revision = yield* revisionSteps(sorted);
  const tools = yield* toolSteps(sorted);
  yield;
  const models = offers(sorted);
  const groups = new Map(ofKind(sorted, 'Group').map((group) => [group.name, group.members]));
  const settings = ofKind(sorted, 'Settings')[0] ?? settingsDocumentSchema.parse({ kind: 'Settings' });
  const agents = ofKind(sorted, 'Agent');
  yield;
  const audiences = new Audiences(new NameMatcher(agents.map(({ name }) => name)));
  const counters = new Map<string, HistoryCounter>();
  const matchers = { tools: new NameMatcher([...tools.keys()]), models: new NameMatcher([...models.keys()]) };
  const data: EngineData = { settings: engineSettings(settings), rules: [], index: {} };
  yield;
  for (const policy of ofKind(sorted, 'Policy')) {
    const audience = audiences.idOf(policy.agents);
    for (const rule of policy.rules) {
      addToIndex(data.index, audience, { rule, number: data.rules.length, ...matchers });
      data.rules.push(compileRule(policy.name, rule, compileConditions(rule.when, { groups, counters })));
    }
    yield;
  }
  const aware = yield* runAwareSteps(data.index, data.rules);
  const known = yield* agentSteps(agents, audiences, aware);
  return {
    revision,
    settings,
    agents: known,
    tools,
    models,
    groups,
    budgets: ofKind(sorted, 'Budget'),
    rego: ofKind(sorted, 'Rego'),
    counters,
    data,
  };
}

function ofKind<K extends GovernanceKind>(
  documents: readonly GovernanceDocument[],
  kind: K,
): GovernanceDocumentOf<K>[] {
  return documents.filter((document): document is GovernanceDocumentOf<K> => document.kind === kind);
}

function* toolSteps(documents: readonly GovernanceDocument[]): Steps<Map<string, CompiledTool>> {
  const tools = new Map<string, CompiledTool>();
  for (const document of ofKind(documents, 'Tool')) {
    tools.set(document.name, compileTool(document));
    yield;
  }
  return tools;
}

function* agentSteps(
  agents: readonly GovernanceDocumentOf<'Agent'>[],
  audiences: Audiences,
  aware: ReadonlySet<string>,
): Steps<CompiledPolicy['agents']> {
  const known = new Map<string, CompiledAgent>();
  for (const document of agents) {
    const heard = audiences.of(document.name);
    known.set(document.name, { document, audiences: heard, runAware: heard.some((one) => aware.has(one)) });
    if (known.size % agentsPerStep === 0) yield;
  }
  return known;
}

/** Which providers offer a model: the heaviest first, then by name. */
function offers(documents: readonly GovernanceDocument[]): Map<string, ProviderDocument[]> {
  const byModel = new Map<string, ProviderDocument[]>();
  const providers = ofKind(documents, 'Provider').sort((a, b) => b.weight - a.weight);
  for (const provider of providers) {
    for (const { name } of provider.models) byModel.set(name, [...(byModel.get(name) ?? []), provider]);
  }
  return byModel;
}

function engineSettings({ unclearEffects }: GovernanceDocumentOf<'Settings'>): EngineData['settings'] {
  if (unclearEffects.verdict === 'deny') return { unclear: { verdict: 'deny' } };
  return { unclear: { verdict: 'hold', approvers: compileApprovers(unclearEffects.approvers) } };
}
