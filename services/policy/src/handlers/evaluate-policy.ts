import type { ApproverRequirement, Decision, PersonActor, Result, Verdict } from '@countersign/contracts';
import { askGuardsApart } from '../domain/decide/ask-guards-apart.js';
import { decideModelCall, type ModelCallOutcome } from '../domain/decide/decide-model-call.js';
import { pretendedContext } from '../domain/decide/pretended-context.js';
import { decideToolCall, type ToolCallOutcome } from '../domain/decide/decide-tool-call.js';
import type { TraceEntry } from '../domain/decide/explain-trace.js';
import type { Outcome } from '../domain/decide/outcome.js';
import type { DecideParts } from './ports.js';

export interface EvaluateRequest {
  actor: PersonActor;
  agent: string;
  tool?: string | undefined;
  model?: string | undefined;
  /** Of a tool; of a model, its parameters. */
  arguments?: unknown;
  context?: Record<string, unknown> | undefined;
}

export interface Evaluation {
  verdict: Verdict;
  reasonCode: string;
  rule: Decision['rule'];
  reasons: string[];
  remedy?: string;
  policyRevision: string;
  effects: Decision['effects'];
  proven: boolean;
  obligations: Decision['obligations'];
  labels: string[];
  approvers: ApproverRequirement | null;
  provider?: string | null;
  trace: TraceEntry[];
}

/** The playground: the same decision as the pipeline's, with nothing published and nothing stored. */
export function evaluatePolicy(parts: Pick<DecideParts, 'revisions' | 'clock' | 'environment'>) {
  return async (request: EvaluateRequest): Promise<Result<Evaluation>> => {
    const pretended = pretendedContext(request.context ?? {}, parts.clock.now());
    if (!pretended.ok) return pretended;
    const revision = parts.revisions.of(request.actor.tenant);
    if (!revision.ok) return revision;
    const context = {
      principal: null,
      environment: parts.environment,
      ...pretended.value,
    };
    const { agent, tool, model } = request;
    const values = request.arguments ?? {};
    if ((tool === undefined) === (model === undefined)) return malformed('name a tool or a model');
    if (tool !== undefined) {
      const proposed = { agent, tool, arguments: values };
      const outcome = await askGuardsApart(revision.value, (loaded) => decideToolCall(loaded, proposed, context));
      return { ok: true, value: toolEvaluation(outcome) };
    }
    const proposed = { agent, model: model ?? '', parameters: values as Record<string, unknown> };
    const circumstances = { data: [], ...context };
    const outcome = await askGuardsApart(revision.value, (loaded) => decideModelCall(loaded, proposed, circumstances));
    return { ok: true, value: modelEvaluation(outcome) };
  };
}

function toolEvaluation(outcome: ToolCallOutcome): Evaluation {
  const { effects, proven, approvers } = outcome;
  return { ...shared(outcome), effects, proven, approvers: approvers ?? null };
}

/** A model call changes nothing by itself and waits for nobody. */
function modelEvaluation(outcome: ModelCallOutcome): Evaluation {
  return { ...shared(outcome), effects: [], proven: true, approvers: null, provider: outcome.provider };
}

function shared(outcome: Outcome) {
  const { verdict, reasonCode, rule, reasons, remedy, policyRevision, obligations, labels, trace } = outcome;
  const help = remedy === undefined ? {} : { remedy };
  return { verdict, reasonCode, rule, reasons, ...help, policyRevision, obligations, labels, trace };
}

function malformed(message: string): Result<never> {
  return { ok: false, refusal: { reasonCode: 'request_malformed', message } };
}
