import type { Check } from '../check/check.js';
import { bodyOf, paths, send } from '../check/raw-request.js';
import { isSameJson } from '../check/same-json.js';
import { Trial } from '../check/trial.js';
import { demand } from '../check/violation.js';
import { wholeBytes } from '../provider/script.js';
import { formats, type Format, type Turn } from '../provider/turn.js';

const thinking = { kind: 'thinking' as const, text: 'Let me see. \u{1f914}', signature: 'EqoBCkgIARABGAIiQL5N/+=' };
const cache_control = { type: 'ephemeral', ttl: '1h' };

/** What gateways like to lose: members they do not know, cache controls, signatures, order and white space. */
const additions: Readonly<Record<Format, (prompt: string) => Record<string, unknown>>> = {
  chat: () => ({ seed: 7, store: false, x_unknown: { deep: [1, null, 1.5e-7, 'é'] }, reasoning_effort: 'low' }),
  responses: () => ({ reasoning: { effort: 'low' }, include: ['reasoning.encrypted_content'], x_unknown: [true] }),
  messages: (prompt) => ({
    system: [{ type: 'text', text: 'be brief', cache_control }],
    thinking: { type: 'enabled', budget_tokens: 1024 },
    messages: [
      { role: 'user', content: [{ type: 'text', text: prompt, cache_control }] },
      { role: 'assistant', content: [{ type: 'thinking', thinking: thinking.text, signature: thinking.signature }] },
      { role: 'user', content: 'go on' },
    ],
    x_unknown: { deep: 'ü' },
  }),
};
const headers = {
  'anthropic-version': '2023-06-01',
  'anthropic-beta': 'fine-grained-tool-streaming-2025-05-14,interleaved-thinking-2025-05-14, future-9999',
  'openai-beta': 'assistants=v2',
};

function turnOf(format: Format): Turn {
  const text = { kind: 'text' as const, text: 'as it is: \u{1f600} \\u00e9 </script>' };
  return { answers: [format === 'chat' ? [text] : [thinking, text]] };
}

function demandSameRequest(sent: string, received: string, key: string): void {
  demand(received === sent, `the body was changed on its way to the provider: ${received.slice(0, 300)}`);
  demand(!received.includes(key), "the agent's key reached the provider");
}

function requestCheck(format: Format): Check {
  return {
    name: `${format}: a request reaches the provider byte for byte, with its beta and version headers, and without the key`,
    run: async (world) => {
      const trial = new Trial(world);
      world.provider.script(trial.id, { turn: turnOf(format) });
      // White space that a parser would drop.
      const body = JSON.stringify(bodyOf(format, trial.prompt, additions[format](trial.prompt)), null, 1);
      const response = await send(world.target, { path: paths[format], body, headers });
      demand(response.status === 200, `it was answered ${response.status}: ${(await response.text()).slice(0, 300)}`);
      const [received] = world.provider.received(trial.id);
      demandSameRequest(body, received?.body ?? '', world.target.key);
      demand(!JSON.stringify(received?.headers).includes(world.target.key), "the agent's key reached the provider");
      const names = format === 'messages' ? ['anthropic-version', 'anthropic-beta'] : ['openai-beta'];
      for (const name of names) {
        const value = received?.headers[name];
        demand(value === headers[name as keyof typeof headers], `${name} reached the provider as "${String(value)}"`);
      }
    },
  };
}

/** The members of an answer that matter to whoever sends it back: all of them. */
function answerCheck(format: Format): Check {
  return {
    name: `${format}, whole: an answer without calls comes as the provider gave it, thinking and signatures included`,
    run: async (world) => {
      const trial = new Trial(world);
      const script = { turn: turnOf(format) };
      world.provider.script(trial.id, script);
      const response = await send(world.target, { path: paths[format], body: bodyOf(format, trial.prompt) });
      const text = await response.text();
      const given = JSON.parse(wholeBytes(format, script, `resp_${trial.id}`).toString('utf8')) as unknown;
      demand(isSameJson(JSON.parse(text), given), `the answer was changed: ${text.slice(0, 400)}`);
    },
  };
}

const signed: Check = {
  name: 'messages, streamed: thinking and its signature come as the provider gave them',
  run: async (world) => {
    const trial = new Trial(world);
    world.provider.script(trial.id, { turn: turnOf('messages') });
    const body = bodyOf('messages', trial.prompt, { stream: true });
    const text = await (await send(world.target, { path: paths.messages, body })).text();
    demand(
      text.includes(JSON.stringify({ type: 'signature_delta', signature: thinking.signature })),
      text.slice(0, 400),
    );
  },
};

/** What passes must pass as it is. */
export function unchangedChecks(): Check[] {
  return [...formats.map(requestCheck), ...formats.map(answerCheck), signed];
}
