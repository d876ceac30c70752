import { describe, expect, it } from '@jest/globals';
import { tenantNeeds } from './demo-tenant.js';
import { governanceDocuments } from './read-governance.js';

const text = `
kind: Agent
name: incident-triage
owner: olga
---
kind: Agent
name: retired-one
owner: olga
status: retired
---
kind: Group
name: platform-oncall
members: [olga, priya, quentin, rosa]
---
kind: Provider
name: demo
api: openai
baseUrl: \${DEMO_MODEL_URL}
apiKey: { secret: demo-model-key }
models: [{ name: demo-model }]
---
kind: Agent
nonsense: true
`;

describe('what a tenant needs', () => {
  const variables = { DEMO_MODEL_URL: 'http://127.0.0.1:8104' };
  const needs = tenantNeeds(governanceDocuments([{ path: 'all.yaml', text }], variables));

  it('is a key for each active agent', () => {
    expect(needs.agents).toEqual(['incident-triage']);
  });

  it('is two approvers, none of whom owns an agent', () => {
    expect(needs.approvers).toEqual(['priya', 'quentin']);
  });

  it('is each secret that a provider refers to', () => {
    expect(needs.secrets).toEqual(['demo-model-key']);
  });
});
