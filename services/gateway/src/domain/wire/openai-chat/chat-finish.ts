import type { JsonValue } from '@countersign/evidence';

/** The finish reason of an answer that has lost its last tool call; every reason but the call itself stays true. */
export function finishWithoutCalls(reason: JsonValue | undefined): JsonValue {
  return reason === 'tool_calls' || reason === 'function_call' ? 'stop' : (reason ?? null);
}
