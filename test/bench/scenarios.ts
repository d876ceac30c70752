import type { DevFile } from '@countersign/local';
import type { LoadJob } from './load-job.js';

export type Path = 'direct' | 'proxy' | 'countersign';
type Call = Omit<LoadJob, 'connections' | 'seconds'>;

export interface Scenario {
  name: string;
  paths: Partial<Record<Path, Call>>;
}

export interface Places {
  dev: DevFile;
  providerUrl: string;
  proxyUrl: string;
}

const look = { service: 'checkout', limit: 20 };
const tools = [
  {
    type: 'function',
    function: {
      name: 'bench.look',
      description: 'Look at what a service logged.',
      parameters: { type: 'object', properties: { service: { type: 'string' }, limit: { type: 'integer' } } },
    },
  },
];

function question(more: object): string {
  const content = 'The checkout answers slowly since this morning. Look into it and propose a fix.';
  const messages = [
    { role: 'system', content: 'You look after services.' },
    { role: 'user', content },
  ];
  return JSON.stringify({ model: 'bench-model', messages, ...more });
}

function modelCall(body: string, expected: string, { dev, providerUrl, proxyUrl }: Places): Scenario['paths'] {
  const to = (origin: string): Call => ({
    ...{ origin, method: 'POST', path: '/v1/chat/completions', body, expected },
    headers: { 'content-type': 'application/json', authorization: `Bearer ${keyOf(dev)}` },
  });
  return { direct: to(providerUrl), proxy: to(proxyUrl), countersign: to(dev.gatewayUrl) };
}

/** What counts of a stream is its first piece. */
function streamed(places: Places): Scenario['paths'] {
  const { direct, proxy, countersign } = modelCall(question({ stream: true }), 'The pool', places);
  const toFirst = (call: Call | undefined) => call && { ...call, firstByte: true as const };
  return { direct: toFirst(direct), proxy: toFirst(proxy), countersign: toFirst(countersign) } as Scenario['paths'];
}

export function keyOf(dev: DevFile): string {
  const [agent] = Object.values(dev.agents);
  if (!agent) throw new Error('the demo tenant has no agent');
  return agent.key;
}

function toolCall({ dev, providerUrl }: Places): Scenario['paths'] {
  const expected = 'pool exhausted';
  const query = new URLSearchParams({ service: look.service, limit: String(look.limit) });
  return {
    direct: { origin: providerUrl, method: 'GET', path: `/logs?${query}`, headers: {}, expected },
    countersign: {
      ...{ origin: dev.gatewayUrl, method: 'POST', path: '/v1/tool-calls', expected },
      headers: { 'content-type': 'application/json', authorization: `Bearer ${keyOf(dev)}` },
      body: JSON.stringify({ tool: 'bench.look', arguments: look }),
    },
  };
}

/** What is measured. */
export function scenariosAt(places: Places): Scenario[] {
  return [
    { name: 'model call', paths: modelCall(question({}), 'connections is exhausted', places) },
    { name: 'model call answered with a tool call', paths: modelCall(question({ tools }), 'call_bench', places) },
    { name: 'streamed model call, to its first piece', paths: streamed(places) },
    { name: 'executed tool call', paths: toolCall(places) },
  ];
}
