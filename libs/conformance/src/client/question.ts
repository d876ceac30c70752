/** The gateway under test. */
export interface Target {
  /** Without a path: `http://127.0.0.1:8080`. */
  url: string;
  key: string;
}

/** One request of an agent. */
export interface Question {
  prompt: string;
  stream: boolean;
  /** Names of function tools to offer. */
  tools: readonly string[];
  /** Names of custom tools, which take free text. */
  customTools?: readonly string[];
  answers?: number;
  fetch: typeof fetch;
  signal?: AbortSignal;
}

export const models = {
  chat: 'conformance-chat',
  responses: 'conformance-responses',
  messages: 'conformance-messages',
} as const;

export const noteSchema = {
  type: 'object' as const,
  properties: { note: { type: 'string' as const } },
  required: ['note'],
  additionalProperties: false as const,
};
