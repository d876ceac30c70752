import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { agentOf, personOf } from './callers.js';
import { listeningServer, orderCard, type ListeningServer } from './listening-server.js';
import { startProduct, type Product } from './product.js';
import { placesWith } from './whole-store.js';

let product: Product;
let server: ListeningServer;
let agent: ReturnType<typeof agentOf>;
let admin: ReturnType<typeof personOf>;

const secret = 'ghp_q8Zr2LmX7vKc5TnW9bYd3JhF6sGa1PuE4oRi';
const card = '4539 5787 6362 1486';
const badge = 'EMP-704213';
const demo = new URL('../../governance/demo/', import.meta.url);
const governance = `
kind: Settings
detectors:
  - { name: badge-number, category: employee-number, pattern: '\\bEMP-[0-9]{6}\\b' }
---
kind: Provider
name: listening
api: openai
baseUrl: \${SERVER}/v1
allowPrivateAddress: true
models: [{ name: listening-model }]
---
kind: Tool
name: orders.read
status: approved
description: Reads an order.
inputSchema: { type: object, additionalProperties: false, properties: {} }
effects: [{ as: declared, kind: read, target: { type: service, name: orders } }]
connector: { kind: http, baseUrl: '\${SERVER}', method: GET, path: /orders/17 }
---
kind: Policy
name: prompt-data
agents: [incident-triage]
rules:
  - name: secrets stay here
    models: ['*']
    when: { data: { has: [secret] } }
    verdict: deny
    reason: the prompt holds a secret
  - { name: so do images, models: ['*'], when: { data: { has: [unscannable] } }, verdict: deny }
  - name: the rest goes out without numbers
    models: [listening-model]
    verdict: allow
    obligations: { redact: [card-number, employee-number] }
  - { name: orders, tools: [orders.read], verdict: allow, obligations: { redact: [card-number] } }
`;

const user = (content: unknown) => ({ model: 'listening-model', messages: [{ role: 'user', content }] });

async function ask(path: string, body: object) {
  const headers = { authorization: `Bearer ${agent.key}`, 'content-type': 'application/json', connection: 'close' };
  const url = `${product.dev.gatewayUrl}${path}`;
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** The events about one model or tool call, as the record has them. */
async function record(subject: string | null) {
  const { body } = await admin.get<{ events: { leaf: string }[] }>(`/events?subject=${subject}`);
  const leaves = body.events.map(({ leaf }) => JSON.parse(leaf) as { type: string; data: Record<string, unknown> });
  return (type: string) => leaves.find((leaf) => leaf.type === type)?.data;
}

beforeAll(async () => {
  [product, server] = await Promise.all([startProduct({ portBase: 24_400 }), listeningServer()]);
  agent = agentOf(product.dev);
  admin = personOf(product.dev, product.dev.adminToken);
  const files = readdirSync(demo)
    .filter((name) => name !== 'cases.yaml')
    .map((name) => ({ path: name, text: readFileSync(new URL(name, demo), 'utf8') }));
  const { modelUrl, targetUrl } = product.dev.demo;
  const applied = await admin.post('/governance/apply', {
    files: [...files, { path: 'prompt-data.yaml', text: governance }],
    variables: { DEMO_MODEL_URL: modelUrl, DEMO_TARGET_URL: targetUrl, SERVER: server.url },
  });
  expect(applied.body).toMatchObject({ published: true });
});

afterAll(() => Promise.all([product.stop(), server.close()]));

describe('a prompt with a secret', () => {
  it.each([
    ['/v1/chat/completions', user(`deploy with ${secret}`)],
    ['/v1/chat/completions', { ...user(`deploy with ${secret}`), stream: true }],
    ['/v1/responses', { model: 'listening-model', input: `deploy with ${secret}` }],
    ['/v1/messages', { ...user(`deploy with ${secret}`), max_tokens: 9 }],
  ])('is refused at %s before the provider sees a byte, and the record says why', async (path, body) => {
    const answer = await ask(path, body);
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.text)).toMatchObject({ error: { message: expect.stringContaining('holds a secret') } });
    expect(answer.text).not.toContain(secret);
    expect(server.heard).toEqual([]);
    const about = await record(answer.headers.get('x-countersign-model-call-id'));
    expect(about('ModelCallProposed')).toMatchObject({ dataCategories: { secret: 1 } });
    expect(about('ModelCallDecided')?.decision).toMatchObject({ verdict: 'deny', reasonCode: 'denied_by_rule' });
    expect(about('ModelCallFailed')).toMatchObject({ reasonCode: 'denied_by_rule', dispatched: false });
  });

  it('is refused when the result of a tool brought it, and so is an image', async () => {
    const call = { id: 'tc_1', type: 'function', function: { name: 'orders.read', arguments: '{}' } };
    const [question] = user('go on').messages;
    const turns = [question, { role: 'assistant', content: null, tool_calls: [call] }];
    const result = { role: 'tool', tool_call_id: 'tc_1', content: `{"token":"${secret}"}` };
    const brought = await ask('/v1/chat/completions', { model: 'listening-model', messages: [...turns, result] });
    expect(brought.status).toBe(403);
    const about = await record(brought.headers.get('x-countersign-model-call-id'));
    expect(about('ModelCallProposed')).toMatchObject({ toolResultCategories: { secret: 1 } });
    const image = [{ type: 'image_url', image_url: { url: 'data:image/png;base64,iVBORw0KGgo=' } }];
    expect((await ask('/v1/chat/completions', user(image))).status).toBe(403);
    expect(server.heard).toEqual([]);
  });
});

describe('a prompt with numbers that policy wants replaced', () => {
  it.each([false, true])(
    'leaves without them (streamed: %s), and the record says which kinds they were',
    async (stream) => {
      const before = server.heard.length;
      const answer = await ask('/v1/chat/completions', { ...user(`card ${card}, badge ${badge}, port 8080`), stream });
      expect(answer.status).toBe(200);
      expect(answer.text).toContain('done');
      expect(server.heard.slice(before)).toEqual([
        expect.stringContaining('card [card-number], badge [employee-number], port 8080'),
      ]);
      const about = await record(answer.headers.get('x-countersign-model-call-id'));
      expect(about('ModelCallProposed')).toMatchObject({ dataCategories: { 'card-number': 1, 'employee-number': 1 } });
      const said = stream ? about('ModelCallStarted') : about('ModelCallCompleted');
      expect(said).toMatchObject({ redactedCategories: ['card-number', 'employee-number'] });
    },
  );
});

describe('the result of a tool that the gateway runs', () => {
  it('comes without them, and the record counts all that it held', async () => {
    const { body } = await agent.call('orders.read', {});
    expect(body).toMatchObject({
      status: 'succeeded',
      result: { order: 17, paid: '[card-number]', contact: 'ann.doe@corp.example' },
    });
    expect((await record(body.id))('ToolCallSucceeded')).toMatchObject({
      dataCategories: { 'card-number': 1, personal: 1 },
      redactedCategories: ['card-number'],
    });
  });
});

describe('nothing that the product keeps', () => {
  it.each([secret, card, badge, orderCard])('holds %s: no row, no log, no message of the bus', async (value) => {
    expect(await placesWith(product, value)).toEqual([]);
  });

  it('would hide a value from this look at it', async () => {
    expect(await placesWith(product, 'ann.doe@corp.example')).toEqual(
      expect.arrayContaining([expect.stringContaining('audit.'), expect.stringContaining('gateway.tool_calls')]),
    );
  });
});
