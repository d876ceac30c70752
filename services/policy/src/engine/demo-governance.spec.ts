import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { readdirSync, readFileSync } from 'node:fs';
import { decideModelCall } from '../domain/decide/decide-model-call.js';
import { decideToolCall } from '../domain/decide/decide-tool-call.js';
import type { LoadedRevision } from '../domain/decide/loaded-revision.js';
import { RevisionLoader } from './revision-loader.js';

const loader = new RevisionLoader();
const variables = { DEMO_TARGET_URL: 'http://127.0.0.1:4001', DEMO_MODEL_URL: 'http://127.0.0.1:4002/v1' };
const pullRequest = { owner: 'acme', repo: 'checkout', title: 'Fix', head: 'fix', base: 'main' };

async function load(tenant: string): Promise<LoadedRevision> {
  const folder = new URL(`../../../../governance/${tenant}/`, import.meta.url);
  const files = readdirSync(folder).map((path) => ({ path, text: readFileSync(new URL(path, folder), 'utf8') }));
  const parsed = await loader.parse(files, variables);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 2));
  return loader.load(parsed.documents);
}

describe('the demo tenant', () => {
  let revision: LoadedRevision;
  const decide = (tool: string, args: unknown) =>
    decideToolCall(revision, { agent: 'incident-triage', tool, arguments: args }, { nowMs: 0, principal: null });

  beforeAll(async () => {
    await loadAnalysers();
    revision = await load('demo');
  });

  it('lets the agent read logs', () => {
    expect(decide('logs.read', { service: 'checkout', limit: 5 })).toMatchObject({
      verdict: 'allow',
      reasonCode: 'allowed_by_rule',
      rule: { policy: 'incident-triage', name: 'read the logs' },
      target: 'GET http://127.0.0.1:4001/logs',
      credentialScope: ['logs:read'],
      proven: true,
    });
  });

  it('holds a pull request for either of the two people on call, for a day', () => {
    expect(decide('github.open_pull_request', pullRequest)).toMatchObject({
      verdict: 'hold',
      reasonCode: 'held_by_rule',
      approvers: {
        groups: ['platform-oncall'],
        people: ['ada.oncall', 'ben.oncall'],
        quorum: 1,
        expiresInSeconds: 86_400,
      },
      owner: 'ola.owner',
    });
  });

  it('denies the security group, which no rule allows', () => {
    const rule = { id: 'sg-1', protocol: 'tcp', port: 22, cidr: '0.0.0.0/0' };
    expect(decide('aws.write_security_group', rule)).toMatchObject({
      verdict: 'deny',
      reasonCode: 'no_matching_rule',
      rule: null,
    });
  });

  it('lets the agent use the demo model at the demo provider', () => {
    const call = { agent: 'incident-triage', model: 'demo-model' };
    expect(decideModelCall(revision, call, { nowMs: 0 })).toMatchObject({ verdict: 'allow', provider: 'demo' });
    expect(decideModelCall(revision, { ...call, model: 'gpt-5' }, { nowMs: 0 })).toMatchObject({
      verdict: 'deny',
      reasonCode: 'model_unknown',
    });
  });
});

describe('the second tenant', () => {
  it('reads the logs of checkout and asks for those of others', async () => {
    const revision = await load('acme');
    const verdict = (service: string) =>
      decideToolCall(revision, { agent: 'acme-bot', tool: 'logs.read', arguments: { service } }, { nowMs: 0 }).verdict;
    expect([verdict('checkout'), verdict('payments')]).toEqual(['allow', 'hold']);
  });
});
