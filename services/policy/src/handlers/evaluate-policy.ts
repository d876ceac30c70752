import type { ApproverRequirement, Decision, PersonActor, Result, Verdict } from '@countersign/contracts';
import { z } from 'zod';
import { decideToolCall, type ToolCallOutcome } from '../domain/decide/decide-tool-call.js';
import type { TraceEntry } from '../domain/decide/explain-trace.js';
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
  tool: string;
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
  trace: TraceEntry[];
}

/** The playground: the same decision as the pipeline's, with nothing published and nothing stored. */
export function evaluatePolicy(parts: Pick<DecideParts, 'revisions' | 'clock' | 'environment'>) {
  return async (request: EvaluateRequest): Promise<Result<Evaluation>> => {
    const pretended = contextSchema.safeParse(request.context ?? {});
    if (!pretended.success)
      return {
        ok: false,
        refusal: {
          reasonCode: 'request_malformed',
          message: `context: ${pretended.error.issues[0]?.message ?? 'not of the expected form'}`,
        },
      };
    const revision = parts.revisions.of(request.actor.tenant);
    if (!revision.ok) return revision;
    const context = {
      nowMs: parts.clock.now(),
      principal: null,
      environment: parts.environment,
      ...defined(pretended.data),
    };
    const proposed = { agent: request.agent, tool: request.tool, arguments: request.arguments ?? {} };
    return { ok: true, value: evaluationOf(decideToolCall(revision.value, proposed, context)) };
  };
}

function evaluationOf(outcome: ToolCallOutcome): Evaluation {
  const { verdict, reasonCode, rule, reasons, remedy, policyRevision, effects, proven, obligations } = outcome;
  const { labels, approvers, trace } = outcome;
  return {
    verdict,
    reasonCode,
    rule,
    reasons,
    ...(remedy === undefined ? {} : { remedy }),
    policyRevision,
    effects,
    proven,
    obligations,
    labels,
    approvers: approvers ?? null,
    trace,
  };
}

function defined<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
