import { startFakeProvider, type FakeProvider } from '@countersign/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import OpenAI from 'openai';
import { agentOf, personOf, until } from './callers.js';
import { applyMeteredGovernance } from './metered-governance.js';
import { startProduct, type Product } from './product.js';

const cli = fileURLToPath(new URL('../../libs/cli/bin/countersign.mjs', import.meta.url));
let product: Product;
let openai: OpenAI;
let east: FakeProvider;
let west: FakeProvider;

const plain = { text: 'hello there', inputTokens: 10, outputTokens: 10 };

function keep(provider: string, key: string): void {
  const folder = join(product.dataDir, 'secrets', 'store', product.dev.tenant);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${provider}-key`), `${key}\n`, { mode: 0o600 });
}

beforeAll(async () => {
  [product, east, west] = await Promise.all([
    startProduct({ portBase: 24_350 }),
    startFakeProvider(),
    startFakeProvider(),
  ]);
  keep('east', 'sk-east-one');
  keep('west', 'sk-west-one');
  await applyMeteredGovernance(product.dev, east, west);
  openai = new OpenAI({ baseURL: `${product.dev.gatewayUrl}/v1`, apiKey: agentOf(product.dev).key, maxRetries: 0 });
  await clearOfTheMonthsEnd();
  await until('the new governance', async () => (await models()).includes('shared'));
});

afterAll(async () => {
  await Promise.all([product?.stop(), east?.stop(), west?.stop()]);
});

const models = async () => (await openai.models.list()).data.map(({ id }) => id);

const ask = (model: string) =>
  openai.chat.completions.create({ model, messages: [{ role: 'user', content: 'hi' }] }).withResponse();

/** The last event of a model call. */
async function ending(response: Response, type: string) {
  const subject = response.headers.get('x-countersign-model-call-id');
  const admin = personOf(product.dev, product.dev.adminToken);
  const { body } = await admin.get<{ events: { type: string; leaf: string }[] }>(`/events?subject=${subject}`);
  const leaf = body.events.find((event) => event.type === type)?.leaf ?? '{}';
  return (JSON.parse(leaf) as { data: Record<string, unknown> }).data;
}

interface BudgetView {
  name: string;
  limit: string;
  spending: { scope: string; spent: string; reserved: string }[];
}

async function budget(name: string) {
  const { body } = await personOf(product.dev, product.dev.adminToken).get<{ budgets: BudgetView[] }>('/budgets');
  return body.budgets.find((one) => one.name === name);
}

const spending = async (name: string) => (await budget(name))?.spending[0];
/** Once no call under way holds anything of it. */
const settled = (name: string) =>
  until(`${name} to be settled`, async () => {
    const found = await spending(name);
    return found?.reserved === '0' && found;
  });

/** Budgets begin anew with the month: these tests must not begin right before. */
async function clearOfTheMonthsEnd(): Promise<void> {
  const now = new Date();
  const left = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1) - now.getTime();
  if (left < 180_000) await new Promise((resolve) => setTimeout(resolve, left + 1_000));
}

describe('a model that two providers offer', () => {
  it('answers from the second when the first fails, which is on the record', async () => {
    east.respond = () => ({ status: 503, message: 'out of order' });
    west.respond = () => plain;
    const { data, response } = await ask('shared');
    expect(data.choices[0]?.message.content).toBe('hello there');
    expect(await ending(response, 'ModelCallCompleted')).toMatchObject({
      provider: 'west',
      attempts: [{ provider: 'east', reasonCode: 'provider_error', status: 503 }],
      cost: { currency: 'USD', amount: '0.02' },
    });
  });

  it('is told as failed without keys and addresses when both fail', async () => {
    const told = (one: FakeProvider, key: string) => ({ status: 500, message: `${key} is no key at ${one.url}` });
    east.respond = ({ key }) => told(east, key);
    west.respond = ({ key }) => told(west, key);
    const failure = (await ask('shared').catch((error: unknown) => error)) as InstanceType<typeof OpenAI.APIError>;
    expect(failure).toMatchObject({ status: 502, code: 'provider_error' });
    expect(JSON.stringify([failure.error, [...(failure.headers ?? [])]])).not.toMatch(/sk-east|sk-west|127\.0\.0\.1:/);
  });

  it('is asked with a rotated key at once where the old one is refused', async () => {
    const accepting = (accepted: string) =>
      (east.respond = ({ key }) => (key === accepted ? plain : { status: 401, message: 'no' }));
    accepting('sk-east-one');
    await ask('shared');
    keep('east', 'sk-east-two');
    accepting('sk-east-two');
    const { response } = await ask('shared');
    expect(await ending(response, 'ModelCallCompleted')).toMatchObject({ provider: 'east' });
    expect(east.requests.at(-1)?.key).toBe('sk-east-two');
  });

  it('is asked with a rotated key within seconds where the old one still works', async () => {
    east.respond = () => plain;
    await ask('shared');
    keep('east', 'sk-east-three');
    await until('the new key', async () => {
      await ask('shared');
      return east.requests.at(-1)?.key === 'sk-east-three';
    });
  });
});

describe('a budget', () => {
  it('lets exactly as many of 100 calls at once through as fit, and never a cent more', async () => {
    east.respond = () => plain;
    east.requests.length = 0;
    const asked = await Promise.allSettled(Array.from({ length: 100 }, () => ask('metered')));
    const refusals = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refusals).toHaveLength(75);
    for (const refusal of refusals) expect(refusal).toMatchObject({ status: 402, code: 'budget_exceeded' });
    expect(east.requests).toHaveLength(25);
    expect(await settled('metered')).toEqual({ scope: 'all', spent: '0.5', reserved: '0' });
  });

  it('is settled by the counts of a stream, which the agent did not ask for', async () => {
    east.respond = () => ({ ...plain, inputTokens: 3, outputTokens: 4 });
    const stream = await openai.chat.completions.create({
      ...{ model: 'streamed', stream: true, messages: [{ role: 'user', content: 'hi' }] },
    });
    let text = '';
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? '';
    expect(text).toBe('hello there');
    expect(await settled('streamed')).toEqual({ scope: 'all', spent: '0.007', reserved: '0' });
  });

  it('counts a stream that breaks off as the most that it could cost', async () => {
    east.respond = () => ({ ...plain, breaksOff: true });
    const read = async () => {
      const stream = await openai.chat.completions.create({
        ...{ model: 'streamed', stream: true, messages: [{ role: 'user', content: 'hi' }] },
      });
      for await (const _ of stream) continue;
    };
    await expect(read()).rejects.toThrow();
    expect(await settled('streamed')).toEqual({ scope: 'all', spent: '0.027', reserved: '0' });
  });

  it('that is spent sends calls to the model that it names instead, decided by policy', async () => {
    west.respond = () => plain;
    const { data, response } = await ask('spent');
    expect(data.model).toBe('local');
    expect(response.headers.get('x-countersign-spent-budget')).toBe('spent');
    const decided = (await ending(response, 'ModelCallDecided'))['decision'];
    expect(decided).toMatchObject({ model: 'local', verdict: 'allow', provider: 'west' });
    expect(await settled('spent')).toEqual({ scope: 'all', spent: '0', reserved: '0' });
  });
});

describe('people and operators', () => {
  it('see models, budgets and what is used', async () => {
    expect((await models()).sort()).toEqual(['demo-model', 'local', 'metered', 'shared', 'spent', 'streamed']);
    expect(await budget('metered')).toMatchObject({ limit: '0.50' });
    const { NODE_OPTIONS: _, ...env } = process.env;
    const told = spawnSync(process.execPath, [cli, '--data', product.dataDir, 'budgets'], { encoding: 'utf8', env });
    expect(told.stdout).toMatch(/^metered {2}0\.50 USD in \d{4}-\d{2}\n {2}all: 0\.5 spent, 0 held/m);
    const metrics = await (await fetch(`${product.dev.gatewayUrl}/metrics`)).text();
    const labels = `tenant="${product.dev.tenant}",provider="east",model="metered",currency="USD"`;
    const cost = metrics.split('\n').find((line) => line.startsWith(`countersign_model_cost_total{${labels}`));
    expect(Number(cost?.split(' ').at(-1))).toBeCloseTo(0.5);
  });
});
