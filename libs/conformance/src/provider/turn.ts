/** The three wire formats in which a model can propose tool calls. */
export type Format = 'chat' | 'responses' | 'messages';
export const formats: readonly Format[] = ['chat', 'responses', 'messages'];

export interface CallPart {
  /** `legacy` is the `function_call` of chat completions, `custom` takes free text; Anthropic has neither. */
  kind: 'call' | 'custom' | 'legacy';
  id: string;
  name: string;
  /** JSON text as a model writes it, or the free text of a custom tool; need not be valid. */
  args: string;
}

export type Part =
  | { kind: 'text'; text: string }
  | { kind: 'thinking'; text: string; signature: string }
  | CallPart
  /** An output item or content block of the format's own, given as it is. */
  | { kind: 'block'; block: Record<string, unknown> };

/** What the scripted model says to one request. */
export interface Turn {
  /** One list of parts for each answer; more than one is for chat completions only. */
  answers: readonly (readonly Part[])[];
  /** Characters of each streamed delta. */
  piece?: number;
  /** Deltas of all calls of an answer come in turns instead of one call after the other (chat only). */
  interleaved?: boolean;
  /** Why the model stopped, where it is not for the obvious reason. */
  stop?: string;
}

/** One event of a streamed answer, and which part it belongs to. */
export interface Frame {
  text: string;
  /** Index of the part, or `end` for what closes the answer. */
  of: number | 'start' | 'end';
}

export function piecesOf(text: string, length: number): string[] {
  return text.match(new RegExp(`[^]{1,${length}}`, 'gu')) ?? [];
}
