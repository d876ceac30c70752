/** A plain answer and what it is counted as. */
export interface FakeAnswer {
  text: string;
  inputTokens: number;
  outputTokens: number;
  /** A stream ends in the middle, without counts. */
  breaksOff?: boolean;
}

interface Asked {
  model: string;
  stream_options?: { include_usage?: boolean };
}

const usageOf = ({ inputTokens, outputTokens }: FakeAnswer) => ({
  prompt_tokens: inputTokens,
  completion_tokens: outputTokens,
  total_tokens: inputTokens + outputTokens,
});

export function answerOf({ model }: Asked, answer: FakeAnswer) {
  const message = { role: 'assistant', content: answer.text, refusal: null };
  const choices = [{ index: 0, message, finish_reason: 'stop', logprobs: null }];
  return { id: 'chatcmpl-fake', object: 'chat.completion', created: 1, model, choices, usage: usageOf(answer) };
}

/** The frames of a stream without its `[DONE]`; counts only where they were asked for, as providers do. */
export function framesOf({ model, stream_options }: Asked, answer: FakeAnswer): string[] {
  const base = { id: 'chatcmpl-fake', object: 'chat.completion.chunk', created: 1, model };
  const chunk = (delta: object, finish_reason: string | null = null) => ({
    ...base,
    choices: [{ index: 0, delta, finish_reason }],
  });
  const words = answer.text.split(/(?<= )/).map((content) => chunk({ content }));
  const counts = stream_options?.include_usage === true ? [{ ...base, choices: [], usage: usageOf(answer) }] : [];
  const rest = answer.breaksOff ? [] : [chunk({}, 'stop'), ...counts];
  const chunks = [chunk({ role: 'assistant', content: '' }), ...words, ...rest];
  return chunks.map((one) => `data: ${JSON.stringify(one)}\n\n`);
}
