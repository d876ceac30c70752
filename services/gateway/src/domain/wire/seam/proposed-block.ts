import type { JsonObject } from './json-object.js';

/** Arguments that parse in one way only, or the mark that they do not: such a call must be denied. */
export type ParsedArguments =
  { ok: true; value: JsonObject } | { ok: false; refusal: { reasonCode: string; message: string } };

/** One tool call that a model proposes, complete, before any of it was released. */
export interface ProposedBlock {
  /** Where the block stands in the response; unique within it, and the same streamed or not. */
  blockId: string;
  kind: 'function' | 'custom' | 'builtin';
  toolName: string;
  /** The provider's id; legacy function calls have none. */
  callId?: string;
  /** The bytes the model wrote. */
  argumentsText: string;
  /** A custom tool's free text is `{ input }`. */
  argumentsJson: ParsedArguments;
}
