import type { Effect, ToolChange } from '@countersign/contracts';
import { analysersDigest } from '@countersign/effects';
import type { Digest } from '@countersign/evidence';
import type { CompiledTool } from '../compile/compiled-policy.js';
import { agentFacts } from './agent-facts.js';
import type { CallContext } from './call-context.js';
import { candidateRules } from './candidate-rules.js';
import { circumstanceFacts } from './circumstance-facts.js';
import { effectFacts, noEffectFacts } from './effect-facts.js';
import { eligibleApprovers } from './eligible-approvers.js';
import { evaluate } from './evaluate.js';
import type { Evaluated } from './evaluated.js';
import { examineCall, mostEffects, type ExaminedCall } from './examine-call.js';
import type { LoadedRevision } from './loaded-revision.js';
import { bounded, denied, type Outcome } from './outcome.js';
import type { PolicyInput } from './policy-input.js';
import { remedyFor } from './remedies.js';

export interface ProposedToolCall {
  agent: string;
  tool: string;
  /** Parsed strictly by the caller. */
  arguments: unknown;
  /** The definition that the caller saw; when it is another one by now, the call is refused. */
  toolDefinitionDigest?: Digest;
}

export interface ToolCallOutcome extends Outcome {
  effects: Effect[];
  proven: boolean;
  argumentsDigest: Digest;
  toolDefinitionDigest: Digest | null;
  target: string;
  credentialScope: string[];
  principal: string | null;
  owner: string | null;
}

/** Decides one tool call. Pure: the same revision, call and context always give the same outcome. */
export function decideToolCall(
  revision: LoadedRevision,
  proposed: ProposedToolCall,
  context: CallContext,
): ToolCallOutcome {
  const { compiled } = revision;
  const subject = `tool:${proposed.tool}`;
  const rules = candidateRules(compiled, proposed.agent, subject);
  const examined = examineCall(revision, proposed, rules);
  const facts = circumstanceFacts({ compiled, rules, values: examined.values, context });
  const input = { ...facts, ...identity(revision, proposed, examined) };
  const evaluated = evaluate(revision, { subject, input, rules });
  const decided = withEvidence(withApprovers(revision, { proposed, context, evaluated }), examined);
  const outcome = withToolLabels(decided, examined.tool);
  return { ...outcome, ...bindings(revision, proposed, examined), principal: context.principal ?? null };
}

function identity(revision: LoadedRevision, proposed: ProposedToolCall, { tool, faults, analysis }: ExaminedCall) {
  return {
    kind: 'tool_call',
    analysers: analysersDigest,
    engine: revision.engine.digest,
    revision: revision.compiled.revision,
    agent: agentFacts(revision.compiled, proposed.agent),
    tool: {
      name: proposed.tool,
      status: tool?.document.status ?? null,
      definition_current: [undefined, tool?.definitionDigest].includes(proposed.toolDefinitionDigest),
      arguments_valid: tool !== undefined && faults.length === 0,
    },
    effects: tool && analysis ? effectFacts(tool, analysis) : noEffectFacts,
  } satisfies Partial<PolicyInput>;
}

interface Deciding {
  proposed: Pick<ProposedToolCall, 'agent'>;
  context: Pick<CallContext, 'principal' | 'requester'>;
  evaluated: Evaluated;
}

/** Who may approve a hold; a hold that nobody could grant is a deny. */
export function withApprovers({ compiled }: LoadedRevision, { proposed, context, evaluated }: Deciding): Outcome {
  const { outcome, holding } = evaluated;
  if (outcome.verdict !== 'hold') return outcome;
  const owner = compiled.agents.get(proposed.agent)?.document.owner;
  const parties = new Set([owner, context.principal, context.requester].filter((one) => typeof one === 'string'));
  const eligible = eligibleApprovers(compiled, holding, parties);
  if (!eligible.ok) return denied(outcome, eligible.reasonCode, [eligible.reason]);
  return { ...outcome, approvers: eligible.approvers };
}

/** Why arguments or effects were not accepted belongs to the reasons, as far as it decided the matter. */
function withEvidence(outcome: Outcome, { tool, faults, analysis }: ExaminedCall): Outcome {
  if (outcome.reasonCode === 'tool_proposed' && tool?.change) return sentBack(outcome, tool.change);
  const more = outcome.reasonCode === 'arguments_invalid' ? faults : [];
  const doubts = analysis && !analysis.proven ? analysis.reasons.map(({ message }) => message) : [];
  return { ...outcome, reasons: bounded([...outcome.reasons, ...more, ...doubts]) };
}

/** Approved once, the tool is proposed again since its server says something else of it. */
function sentBack(outcome: Outcome, { pinnedDigest, foundDigest, changedAt }: ToolChange): Outcome {
  const found = foundDigest === null ? 'no such tool any more' : foundDigest;
  const reason = `its MCP server says ${found} since ${changedAt}, where ${pinnedDigest} was approved`;
  const remedy = remedyFor('tool_sent_back');
  return { ...outcome, reasons: bounded([...outcome.reasons, reason]), ...(remedy === undefined ? {} : { remedy }) };
}

/** What a tool leaves on the run, whichever rule lets it through. */
export function withToolLabels(outcome: Outcome, tool: CompiledTool | undefined): Outcome {
  const labels = tool?.document.labels ?? [];
  if (outcome.verdict === 'deny' || labels.length === 0) return outcome;
  return { ...outcome, labels: [...new Set([...outcome.labels, ...labels])].sort() };
}

function bindings({ compiled }: LoadedRevision, proposed: ProposedToolCall, examined: ExaminedCall) {
  const { tool, analysis, argumentsDigest } = examined;
  const definition = tool
    ? { toolDefinitionDigest: tool.definitionDigest, target: tool.target, credentialScope: tool.credentialScope }
    : { toolDefinitionDigest: null, target: `tool:${proposed.tool}`, credentialScope: [] };
  return {
    ...definition,
    argumentsDigest,
    effects: analysis?.effects.slice(0, mostEffects) ?? [],
    proven: analysis?.proven ?? false,
    owner: compiled.agents.get(proposed.agent)?.document.owner ?? null,
  };
}
