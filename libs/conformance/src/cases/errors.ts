import type { Check, World } from '../check/check.js';
import { bodyOf, paths, send } from '../check/raw-request.js';
import { Trial } from '../check/trial.js';
import { demand } from '../check/violation.js';
import { ownClients } from '../client/clients.js';
import { formats, type Format } from '../provider/turn.js';

const wrongKey = (format: Format): Check => ({
  name: `${format}: a wrong key is an authentication error to the client library (${ownClients[format].name})`,
  run: async (world) => {
    const stranger: World = { ...world, target: { ...world.target, key: 'csa_nobody_has_this_key' } };
    const trial = new Trial(stranger);
    const script = { turn: { answers: [[{ kind: 'text' as const, text: trial.canary() }]] } };
    const { error } = await trial.ask(ownClients[format], { script, stream: false });
    demand((error as { status?: number } | undefined)?.status === 401, `the library was told: ${String(error)}`);
    demand(world.provider.received(trial.id).length === 0, 'the provider was asked all the same');
  },
});

interface Failing {
  name: string;
  status: number;
  expected: number;
  headers?: Record<string, string>;
}

const failing: readonly Failing[] = [
  { name: 'an error of the provider', status: 500, expected: 502 },
  { name: 'a key that the provider refuses', status: 401, expected: 502 },
  { name: 'too many calls', status: 429, expected: 429, headers: { 'retry-after': '7' } },
  { name: 'a request that the provider refuses', status: 400, expected: 400 },
];

/** Neither where the provider is nor what it says about itself is for agents to know. */
function providerFailure({ name, status, expected, headers = {} }: Failing, format: Format, stream: boolean): Check {
  return {
    name: `${format}, ${stream ? 'streamed' : 'whole'}: ${name} is told without the provider's address`,
    run: async (world) => {
      const trial = new Trial(world);
      const message = `${world.provider.url} said no to ${trial.id}`;
      const body = { type: 'error', error: { type: 'x', message, internal: trial.canary() } };
      const script = { turn: { answers: [] }, failure: { status, body, headers } };
      world.provider.script(trial.id, script);
      const request = bodyOf(format, trial.prompt, { stream });
      const response = await send(world.target, { path: paths[format], body: request });
      const text = await response.text();
      trial.search(text);
      demand(response.status === expected, `${response.status} in place of ${expected}: ${text.slice(0, 200)}`);
      demand(!text.includes(new URL(world.provider.url).host), 'the address of the provider is told');
      const retryAfter = headers['retry-after'];
      demand(retryAfter === undefined || response.headers.get('retry-after') === retryAfter, 'Retry-After was lost');
    },
  };
}

const embeddings: Check = {
  name: 'embeddings pass',
  run: async (world) => {
    const trial = new Trial(world);
    const body = { model: 'conformance-chat', input: trial.prompt };
    const response = await send(world.target, { path: '/v1/embeddings', body });
    demand(response.status === 200 && (await response.text()).includes('-0.5'), `answered ${response.status}`);
  },
};

const countTokens: Check = {
  name: 'count_tokens passes',
  run: async (world) => {
    const trial = new Trial(world);
    const { max_tokens: _, ...body } = bodyOf('messages', trial.prompt);
    const response = await send(world.target, { path: '/v1/messages/count_tokens', body });
    demand(response.status === 200 && (await response.text()).includes('11'), `answered ${response.status}`);
  },
};

/** How errors are told, and the routes that generate nothing. */
export function errorChecks(): Check[] {
  return [
    ...formats.map(wrongKey),
    ...formats.flatMap((format) =>
      failing.flatMap((one) => [false, true].map((stream) => providerFailure(one, format, stream))),
    ),
    embeddings,
    countTokens,
  ];
}
