/** What an agent gets out of one answer, whichever library it reads it with. */
export interface Reading {
  text: string;
  calls: { name: string; args: unknown }[];
  /** `calls`: the agent is to run them; `stop`: nothing is to be done. */
  finish: string;
}

/** Arguments as a value; a custom tool's free text stays text. */
export function parsedArgs(args: string): unknown {
  try {
    return JSON.parse(args === '' ? '{}' : args);
  } catch {
    return args;
  }
}

const finishes: Readonly<Record<string, string>> = {
  tool_calls: 'calls',
  function_call: 'calls',
  'tool-calls': 'calls',
  tool_use: 'calls',
  end_turn: 'stop',
};

export function finishOf(reason: string | null | undefined): string {
  return finishes[reason ?? ''] ?? reason ?? 'none';
}
