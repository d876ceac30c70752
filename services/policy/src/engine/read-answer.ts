import type { EngineAnswer } from '../domain/decide/policy-engine.js';
import { rawDecisionSchema } from '../domain/decide/raw-decision.js';

/** The engine answers with a result set. Exactly one result that is a decision counts; everything else is a failure. */
export function readAnswer(resultSet: unknown): EngineAnswer {
  if (!Array.isArray(resultSet) || resultSet.length !== 1) return { ok: false, why: 'not exactly one result' };
  const parsed = rawDecisionSchema.safeParse((resultSet[0] as { result?: unknown } | null)?.result);
  return parsed.success ? { ok: true, decision: parsed.data } : { ok: false, why: 'the result is not a decision' };
}

/** The engine throws strings and plain objects as well as errors. */
export function failureText(thrown: unknown): string {
  const message = thrown instanceof Error ? thrown.message : (thrown as { message?: unknown } | null)?.message;
  const text = typeof thrown === 'string' ? thrown : typeof message === 'string' ? message : 'unknown failure';
  return `it failed: ${text}`.slice(0, 200);
}
