import type { JsonValue } from '@countersign/evidence';

/** The stop reason of a message that has lost its last tool use; every other reason stays true. */
export function stopWithoutTools(reason: JsonValue | undefined): JsonValue {
  return reason === 'tool_use' ? 'end_turn' : (reason ?? null);
}
