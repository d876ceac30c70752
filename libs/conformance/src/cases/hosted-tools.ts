import type { Check } from '../check/check.js';
import { bodyOf, paths, send } from '../check/raw-request.js';
import { Trial } from '../check/trial.js';
import { demand } from '../check/violation.js';

interface Hosted {
  format: 'responses' | 'messages';
  /** As the request names it. */
  tool: Record<string, unknown>;
  /** What the provider says that it did. */
  did: Record<string, unknown>;
}

const hosted: readonly Hosted[] = [
  {
    format: 'responses',
    tool: { type: 'image_generation' },
    did: { id: 'ig_1', type: 'image_generation_call', status: 'completed', result: 'aW1hZ2U=' },
  },
  {
    format: 'messages',
    tool: { type: 'web_fetch_20250910', name: 'web_fetch' },
    did: { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_fetch', input: { url: 'https://docs.example' } },
  },
];

function passes({ format, tool, did }: Hosted, stream: boolean): Check {
  const type = String(did['type']);
  return {
    name: `${format}, ${stream ? 'streamed' : 'whole'}: a tool of the provider that policy allows may be named, and what it did passes`,
    run: async (world) => {
      const trial = new Trial(world);
      const answer = [
        { kind: 'block' as const, block: did },
        { kind: 'text' as const, text: 'there it is' },
      ];
      world.provider.script(trial.id, { turn: { answers: [answer] } });
      const body = bodyOf(format, trial.prompt, { tools: [tool], stream });
      const response = await send(world.target, { path: paths[format], body });
      const text = await response.text();
      demand(response.status === 200, `it was answered ${response.status}: ${text.slice(0, 300)}`);
      demand(text.includes(`"${type}"`), `what it did is missing: ${text.slice(0, 300)}`);
    },
  };
}

/** Tools that the provider runs, where policy allows them; `refused-requests` has those that nobody allowed. */
export function hostedToolChecks(): Check[] {
  return hosted.flatMap((one) => [false, true].map((stream) => passes(one, stream)));
}
