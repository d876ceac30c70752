import type { BlockOutcomes, WithheldOutcome } from '../seam/block-outcome.js';
import type { JsonObject } from '../seam/json-object.js';
import { outcomeOf } from '../seam/outcome-of.js';
import type { ProposedBlock } from '../seam/proposed-block.js';

/**
 * A response that OpenAI stores keeps the withheld calls, and a request that goes on from it by `previous_response_id`
 * is refused there unless each of them is answered. These items answer them with the text that the agent got; to be
 * kept under the id of the response and put before the input of the request that continues it.
 */
export function withheldOutputs(toolCalls: readonly ProposedBlock[], outcomes: BlockOutcomes): JsonObject[] {
  return toolCalls.flatMap((block) => {
    const outcome = outcomeOf(block, outcomes);
    return outcome.kind === 'pass' || block.callId === undefined ? [] : [outputFor(block, block.callId, outcome)];
  });
}

/** The body with the items before its input; the given body stays as it is. */
export function withOutputs(body: JsonObject, outputs: readonly JsonObject[]): JsonObject {
  if (outputs.length === 0) return body;
  const input = typeof body.input === 'string' ? [{ role: 'user', content: body.input }] : body.input;
  return { ...body, input: [...outputs, ...(Array.isArray(input) ? input : [])] };
}

function outputFor(block: ProposedBlock, call_id: string, { text }: WithheldOutcome): JsonObject {
  if (block.kind === 'custom') return { type: 'custom_tool_call_output', call_id, output: text };
  if (block.kind === 'function') return { type: 'function_call_output', call_id, output: text };
  if (block.toolName === 'apply_patch')
    return { type: 'apply_patch_call_output', call_id, status: 'failed', output: text };
  if (block.toolName !== 'shell') return { type: `${block.toolName}_call_output`, call_id, output: text };
  const outcome = { type: 'exit', exit_code: 126 };
  return { type: 'shell_call_output', call_id, output: [{ stdout: '', stderr: text, outcome }] };
}
