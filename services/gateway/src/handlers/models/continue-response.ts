import { previousMessageOf, withResults } from '../../domain/wire/anthropic/withheld-results.js';
import type { WireFormat } from '../../domain/wire/seam/wire-format.js';
import type { JsonValue } from '@countersign/evidence';
import { isObject, textOf } from '../../domain/wire/seam/json-object.js';
import { conversationOf } from '../../domain/wire/openai-responses/conversation-of.js';
import { withOutputs } from '../../domain/wire/openai-responses/withheld-outputs.js';
import type { ModelParts } from './model-parts.js';
import type { ModelRequest } from './model-request.js';

/**
 * A request that goes on from an answer or with a conversation which the provider stores. The provider waits for an
 * answer to every call in it, and the agent knows nothing of those that were withheld: the gateway answers them with
 * what the agent was told.
 */
export async function continueResponse<R extends ModelRequest>(
  parts: Pick<ModelParts, 'withheld'>,
  request: R,
): Promise<R> {
  const { json, wire, caller } = request;
  const responseId = continuedBy(wire.format, json)?.slice(0, 256);
  if (!isObject(json) || responseId === undefined) return request;
  const outputs = await parts.withheld.outputsOf({ tenant: caller.tenant, responseId });
  if (outputs.length === 0) return request;
  const continued = wire.format === 'anthropic-messages' ? withResults(json, outputs) : withOutputs(json, outputs);
  return { ...request, json: continued, body: Buffer.from(JSON.stringify(continued), 'utf8') };
}

function continuedBy(format: WireFormat, json: JsonValue): string | undefined {
  if (format === 'anthropic-messages') return previousMessageOf(json);
  if (format !== 'openai-responses' || !isObject(json)) return undefined;
  return textOf(json.previous_response_id) ?? conversationOf(json);
}
