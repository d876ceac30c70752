/** One call that the scripted model proposes. */
export interface PlannedCall {
  /** The governed name, such as `logs.read`; agents may offer it as `logs_read`. */
  tool: string;
  arguments: Record<string, unknown>;
}

/** What the model answers: words, or calls. */
export type Turn =
  { kind: 'text'; text: string } | { kind: 'calls'; text: string; calls: { name: string; arguments: string }[] };
