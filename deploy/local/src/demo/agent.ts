import OpenAI from 'openai';
import { z } from 'zod';

const callSchema = z.looseObject({
  id: z.string(),
  status: z.string(),
  approval_id: z.string().optional(),
  result: z.unknown().optional(),
  error: z.looseObject({ code: z.string(), message: z.string() }).optional(),
});
export type GovernedCall = z.infer<typeof callSchema>;

const text = { type: 'string' } as const;
const tool = (name: string, properties: Record<string, object>) => ({
  type: 'function' as const,
  function: { name, parameters: { type: 'object', properties, required: Object.keys(properties) } },
});
const tools = [
  tool('logs.read', { service: text, limit: { type: 'integer' } }),
  tool('aws.write_security_group', { id: text, protocol: text, port: { type: 'integer' }, cidr: text }),
];

export interface Answer {
  text: string;
  calls: { id: string; name: string; arguments: string }[];
}

/** An ordinary agent: the official client, and nothing of Countersign but its base URL and a key. */
export class Agent {
  private readonly client: OpenAI;
  private messages: OpenAI.ChatCompletionMessageParam[] = [];

  constructor(gatewayUrl: string, key: string) {
    this.client = new OpenAI({ baseURL: `${gatewayUrl}/v1`, apiKey: key, maxRetries: 0, timeout: 60_000 });
  }

  async ask(prompt: string): Promise<Answer> {
    this.messages = [{ role: 'user', content: prompt }];
    return this.answer();
  }

  /** Hands the model what a tool returned. */
  async tell(callId: string, result: unknown): Promise<Answer> {
    this.messages.push({ role: 'tool', tool_call_id: callId, content: JSON.stringify(result) });
    return this.answer();
  }

  /** A tool of this agent: it has no access to the target itself and lets the gateway run the call. */
  async call(name: string, values: unknown): Promise<GovernedCall> {
    return callSchema.parse(await this.client.post('/tool-calls', { body: { tool: name, arguments: values } }));
  }

  async waitFor(callId: string, seconds: number): Promise<GovernedCall> {
    return callSchema.parse(await this.client.get(`/tool-calls/${callId}`, { query: { wait: seconds } }));
  }

  private async answer(): Promise<Answer> {
    const completion = await this.client.chat.completions.create({
      model: 'demo-model',
      messages: this.messages,
      tools,
    });
    const message = completion.choices[0]?.message;
    if (!message) throw new Error('the gateway answered without a choice');
    this.messages.push(message);
    const calls = (message.tool_calls ?? []).flatMap((call) =>
      call.type === 'function' ? [{ id: call.id, name: call.function.name, arguments: call.function.arguments }] : [],
    );
    return { text: message.content ?? '', calls };
  }
}
