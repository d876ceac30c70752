import { canonicalJson, digestOfJson, type JsonValue } from '@countersign/evidence';
import { z } from 'zod';
import type { ToolCall } from '../call/tool-call.js';
import { bindToKey, openBound } from './key-bound-token.js';

const stateSchema = z.strictObject({ c: z.string().max(64), q: z.string().max(80), u: z.int() });

/** For this long a request may be taken up again. */
const validForMs = 24 * 3_600_000;

/** The request that a state belongs to. */
export interface AskedCall {
  tool: string;
  values: JsonValue;
}

/** What a client gives back with its next try: which call this request became. */
export function stateOf(agentKey: string, call: ToolCall, now: number): string {
  const asked = { tool: call.tool, values: JSON.parse(call.argumentsText) as JsonValue };
  return bindToKey(agentKey, 'request-state', { c: call.id, q: digestOf(asked), u: now + validForMs });
}

/** The call of a state; null when the state is not of this key, of another request, or too old. */
export function callOfState(
  agentKey: string,
  state: string,
  { asked, now }: { asked: AskedCall; now: number },
): string | null {
  const read = stateSchema.safeParse(openBound(agentKey, 'request-state', state));
  return read.success && read.data.u > now && read.data.q === digestOf(asked) ? read.data.c : null;
}

function digestOf({ tool, values }: AskedCall): string {
  return digestOfJson({ tool, arguments: canonicalJson(values) });
}
