import type { ApproverRequirement, Decision, PersonActor, Result, Verdict } from '@countersign/contracts';
import { z } from 'zod';
import { askGuardsApart } from '../domain/decide/ask-guards-apart.js';
import { decideModelCall, type ModelCallOutcome } from '../domain/decide/decide-model-call.js';
import { decideToolCall, type ToolCallOutcome } from '../domain/decide/decide-tool-call.js';
import type { TraceEntry } from '../domain/decide/explain-trace.js';
import type { Outcome } from '../domain/decide/outcome.js';
import type { DecideParts } from './ports.js';

/** What a playground may pretend about the circumstances. */
const contextSchema = z.strictObject({
  nowMs: z.int().min(0).optional(),
  principal: z.string().max(64).nullable().optional(),
  environment: z.string().max(64).optional(),
  labels: z.array(z.string().max(64)).max(64).optional(),
  data: z.array(z.string().max(64)).max(64).optional(),
  history: z
    .array(z.strictObject({ tool: z.string().max(128), atMs: z.int().min(0) }))
    .max(1000)
    .optional(),
});

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
    const pretended = contextSchema.safeParse(request.context ?? {});
    if (!pretended.success) {
      return malformed(`context: ${pretended.error.issues[0]?.message ?? 'not of the expected form'}`);
    }
    const revision = parts.revisions.of(request.actor.tenant);
    if (!revision.ok) return revision;
    const context = {
      nowMs: parts.clock.now(),
      principal: null,
      environment: parts.environment,
      ...defined(pretended.data),
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

function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
