import { describe, expect, it } from '@jest/globals';
import type { GovernanceDocument } from '@countersign/contracts';
import { RevisionLoader } from '../engine/revision-loader.js';
import { evaluatePolicy } from './evaluate-policy.js';

const text = `kind: Person
name: ada
displayName: Ada
---
kind: Agent
name: bot
owner: ada
---
kind: Provider
name: demo
api: openai
baseUrl: https://models.example/v1
models: [{ name: demo-model }]
---
kind: Policy
name: p
agents: [bot]
rules:
  - { name: no secrets, models: ['*'], when: { data: { has: [secret] } }, verdict: deny }
  - { name: without cards, models: ['*'], verdict: allow, obligations: { redact: [card-number] } }
`;

async function playground() {
  const loader = new RevisionLoader();
  const parsed = await loader.parse([{ path: 'g.yaml', text }], {});
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const revision = await loader.load(parsed.documents as GovernanceDocument[]);
  const revisions = { of: () => ({ ok: true as const, value: revision }) };
  return evaluatePolicy({ revisions, clock: { now: () => 0 }, environment: 'test' } as never);
}

const actor = { tenant: 'acme', person: 'ada', roles: [] } as never;

describe('the playground, asked about a model call', () => {
  it('says what is redacted and where the call goes', async () => {
    const evaluate = await playground();
    expect(await evaluate({ actor, agent: 'bot', model: 'demo-model' })).toMatchObject({
      ok: true,
      value: { verdict: 'allow', provider: 'demo', obligations: { redact: ['card-number'] }, effects: [] },
    });
  });

  it('decides by the data that the prompt is said to hold', async () => {
    const evaluate = await playground();
    const context = { data: ['secret'] };
    expect(await evaluate({ actor, agent: 'bot', model: 'demo-model', context })).toMatchObject({
      ok: true,
      value: { verdict: 'deny', reasonCode: 'denied_by_rule', rule: { policy: 'p', name: 'no secrets' } },
    });
  });

  it('wants one of the two, a tool or a model', async () => {
    const evaluate = await playground();
    const refused = { ok: false, refusal: { reasonCode: 'request_malformed' } };
    expect(await evaluate({ actor, agent: 'bot' })).toMatchObject(refused);
    expect(await evaluate({ actor, agent: 'bot', model: 'demo-model', tool: 'logs.read' })).toMatchObject(refused);
  });
});
