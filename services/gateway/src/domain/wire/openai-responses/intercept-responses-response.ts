import type { JsonValue } from '@countersign/evidence';
import { findAmbiguousMember } from '../seam/ambiguous-member.js';
import type { InterceptContext, ResponseInterception } from '../seam/intercepted-response.js';
import { isObject } from '../seam/json-object.js';
import { MOST_BLOCKS } from '../seam/limits.js';
import type { ProposedBlock } from '../seam/proposed-block.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import { readItemCall } from './read-item-call.js';
import { rebuildResponse } from './rebuild-response.js';
import { knownItem } from './response-item-kind.js';
import { responseMembers } from './response-members.js';
import { responsesUsage } from './responses-usage.js';

/** Finds every call in a response of the Responses API. */
export function interceptResponsesResponse(body: JsonValue, context: InterceptContext): ResponseInterception {
  if (!isObject(body) || !Array.isArray(body.output)) {
    return refuseWire('malformed_response', 'the provider sent no response');
  }
  if (findAmbiguousMember(body, responseMembers)) {
    return refuseWire('ambiguous_field', 'the response has a member that looks like a known one');
  }
  const found = findCalls(body.output, context);
  if (!found.ok) return found;
  if (found.calls.size > MOST_BLOCKS) return refuseWire('response_too_large', 'too many tool calls in one response');
  const usage = responsesUsage(body.usage);
  const rebuild = rebuildResponse(body, found.calls);
  return { ok: true, toolCalls: [...found.calls.values()], ...(usage ? { usage } : {}), rebuild };
}

type Calls = { ok: true; calls: Map<number, ProposedBlock> };

function findCalls(output: readonly JsonValue[], context: InterceptContext): Calls | WireRefused {
  const calls = new Map<number, ProposedBlock>();
  for (const [index, item] of output.entries()) {
    const known = knownItem(item, context);
    if (!known.ok) return known;
    if (known.kind === 'flow') continue;
    const read = readItemCall(known.item, index);
    if (!read.ok) return read;
    calls.set(index, read.block);
  }
  return { ok: true, calls };
}
