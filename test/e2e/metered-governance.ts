import type { DevFile } from '@countersign/local';
import type { FakeProvider } from '@countersign/testing';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { personOf } from './callers.js';

const demoFolder = fileURLToPath(new URL('../../governance/demo', import.meta.url));

/** A model reads and produces at most 10 tokens at a tenth of a cent each: no call can cost more than 2 cents. */
const model = (name: string, perMillion = '1000') =>
  `  - name: ${name}
    maxInputTokens: 10
    maxOutputTokens: 10
    prices: [{ since: 2026-01-01, currency: USD, inputPerMillion: '${perMillion}', outputPerMillion: '${perMillion}' }]
`;

const provider = (name: string, weight: number, models: string) => `kind: Provider
name: ${name}
api: openai
baseUrl: \${${name.toUpperCase()}_URL}
allowPrivateAddress: true
apiKey: { secret: ${name}-key }
weight: ${weight}
models:
${models}---
`;

const budget = (models: string, limit: string, more = '') => `kind: Budget
name: ${models}
agents: ['*']
models: [${models}]
currency: USD
limit: '${limit}'
period: month
${more}---
`;

const documents = [
  provider('east', 1, ['shared', 'metered', 'streamed', 'spent', 'forbidden'].map((name) => model(name)).join('')),
  provider('west', 0, model('shared') + model('local', '0')),
  budget('metered', '0.50'),
  budget('streamed', '1'),
  budget('spent', '0.01', 'onExhausted: { action: fallback, model: local }\n'),
  `kind: Policy
name: models
agents: [incident-triage]
rules:
  - { name: metered models may be used, models: [shared, metered, streamed, spent, local], verdict: allow }
`,
].join('');

/** The demo tenant's governance with two providers and three budgets. */
export async function applyMeteredGovernance(dev: DevFile, east: FakeProvider, west: FakeProvider): Promise<void> {
  const demo = readdirSync(demoFolder)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => ({ path: name, text: readFileSync(join(demoFolder, name), 'utf8') }));
  const { modelUrl: DEMO_MODEL_URL, targetUrl: DEMO_TARGET_URL } = dev.demo;
  const answer = await personOf(dev, dev.adminToken).post<{ problems?: unknown[] }>('/governance/apply', {
    files: [...demo, { path: 'metered.yaml', text: documents }],
    variables: { DEMO_MODEL_URL, DEMO_TARGET_URL, EAST_URL: east.url, WEST_URL: west.url },
  });
  if (answer.status >= 300 || answer.body.problems?.length)
    throw new Error(`governance was refused: ${JSON.stringify(answer.body)}`);
}
