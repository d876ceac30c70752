import type { ModelDecision, Result } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import { redactExamined, type Examined } from '../../domain/data/examined.js';
import { redactionPlan } from '../../domain/data/redaction-plan.js';
import { refused } from '../refused.js';
import type { ModelRequest } from './model-request.js';

interface Redacted {
  request: ModelRequest;
  /** Categories of which something was replaced. */
  categories: string[];
}

/**
 * The request as it may leave: with the finds of the categories that policy names replaced by placeholders. Refused
 * when policy obliges to anything else, or when not all of them can be replaced.
 */
export function redactRequest(request: ModelRequest, examined: Examined, decision: ModelDecision): Result<Redacted> {
  const { redact, ...others } = decision.obligations;
  const { pointers, categories } = redactionPlan({ redact });
  if (pointers.length > 0 || Object.values(others).some((obligation) => obligation !== undefined)) {
    return unkept('to something that it cannot keep for model calls');
  }
  if (categories.length === 0) return { ok: true, value: { request, categories } };
  const redacted = redactExamined(examined, categories);
  if (!redacted.ok) return unkept(`to redact, and ${redacted.why}`);
  if (redacted.categories.length === 0) return { ok: true, value: { request, categories: [] } };
  const json: JsonValue = redacted.value;
  const body = Buffer.from(JSON.stringify(json), 'utf8');
  return { ok: true, value: { request: { ...request, json, body }, categories: redacted.categories } };
}

function unkept(what: string): Result<never> {
  return refused('obligation_unsupported', `Policy obliges the gateway ${what}.`);
}
