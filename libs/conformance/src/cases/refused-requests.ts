import type { Check, World } from '../check/check.js';
import { bodyOf, paths, send } from '../check/raw-request.js';
import { Trial } from '../check/trial.js';
import { demand } from '../check/violation.js';
import { formats, type Format } from '../provider/turn.js';

type Body = Record<string, unknown>;

/** Tools that the provider would run itself, as each format asks for them. */
const hosted: readonly [Format, string, Body][] = [
  ['chat', 'web search', { web_search_options: {} }],
  ['chat', 'a hosted tool in the list', { tools: [{ type: 'web_search_preview' }] }],
  ['responses', 'web search', { tools: [{ type: 'web_search' }] }],
  ['responses', 'code execution', { tools: [{ type: 'code_interpreter', container: { type: 'auto' } }] }],
  ['responses', 'file search', { tools: [{ type: 'file_search', vector_store_ids: ['vs_1'] }] }],
  [
    'responses',
    'hosted MCP',
    { tools: [{ type: 'mcp', server_label: 'docs', server_url: 'https://mcp.example', require_approval: 'never' }] },
  ],
  ['responses', 'a stored prompt', { prompt: { id: 'pmpt_1' } }],
  ['messages', 'web search', { tools: [{ type: 'web_search_20250305', name: 'web_search' }] }],
  ['messages', 'code execution', { tools: [{ type: 'code_execution_20250825', name: 'code_execution' }] }],
  ['messages', 'MCP servers', { mcp_servers: [{ type: 'url', name: 'docs', url: 'https://mcp.example' }] }],
  ['messages', 'an MCP toolset', { tools: [{ type: 'mcp_toolset', mcp_server_name: 'docs' }] }],
];

function unknownContent(format: Format, prompt: string): Body {
  const content = [{ type: 'mystery', mystery: prompt }];
  return format === 'responses' ? { input: [{ role: 'user', content }] } : { messages: [{ role: 'user', content }] };
}

const unknown: readonly [string, (format: Format, prompt: string) => Body | string][] = [
  ['an unknown content block', (format, prompt) => bodyOf(format, prompt, unknownContent(format, prompt))],
  ['a tool of an unknown type', (format, prompt) => bodyOf(format, prompt, { tools: [{ type: 'mystery_tool' }] })],
  [
    'a member twice',
    (format, prompt) => JSON.stringify(bodyOf(format, prompt)).replace('{', '{"stream":false,"stream":true,'),
  ],
  ['a member that only looks like a known one', (format, prompt) => bodyOf(format, prompt, { Tools: [] })],
  ['no JSON', () => 'hello'],
];

interface Refused {
  name: string;
  path: string;
  body(prompt: string): unknown;
  method?: string;
}

function refusedCheck({ name, path, body, method = 'POST' }: Refused): Check {
  return {
    name,
    run: async (world: World) => {
      const trial = new Trial(world);
      const response = await send(world.target, { path, body: body(trial.prompt), method });
      const text = await response.text();
      demand(
        response.status >= 400 && response.status < 500,
        `it was answered ${response.status}: ${text.slice(0, 200)}`,
      );
      demand(isError(path, text), `the refusal is not in the format of the route: ${text.slice(0, 200)}`);
      demand(world.provider.received(trial.id).length === 0, 'the provider was asked all the same');
    },
  };
}

function isError(path: string, text: string): boolean {
  const body = JSON.parse(text) as { type?: string; error?: { type?: unknown; message?: unknown } };
  const isTold = typeof body.error?.type === 'string' && typeof body.error.message === 'string';
  return isTold && (!path.startsWith('/v1/messages') || body.type === 'error');
}

const routes: readonly [method: string, path: string][] = [
  ['POST', '/v1/images/generations'],
  ['POST', '/v1/audio/speech'],
  ['POST', '/v1/completions'],
  ['POST', '/v1/messages/batches'],
  ['POST', '/v1/batches'],
  ['GET', '/v1/files'],
  ['GET', '/v1/responses/resp_1'],
  ['POST', '/v1/chat/completions/'],
  ['POST', '/v1//chat/completions'],
];

/** Requests that must not reach the provider at all. */
export function refusedRequestChecks(): Check[] {
  return [
    ...hosted.map(([format, what, more]) =>
      refusedCheck({
        name: `${format}: ${what} that nobody allowed is refused on the request`,
        path: paths[format],
        body: (prompt) => bodyOf(format, prompt, more),
      }),
    ),
    ...formats.flatMap((format) =>
      unknown.map(([what, body]) =>
        refusedCheck({
          name: `${format}: ${what} is refused`,
          path: paths[format],
          body: (prompt) => body(format, prompt),
        }),
      ),
    ),
    refusedCheck({
      name: 'responses: an answer in the background is refused',
      path: paths.responses,
      body: (prompt) => bodyOf('responses', prompt, { background: true }),
    }),
    ...routes.map(([method, path]) =>
      refusedCheck({ name: `${method} ${path} is refused`, path, method, body: (prompt) => bodyOf('chat', prompt) }),
    ),
  ];
}
