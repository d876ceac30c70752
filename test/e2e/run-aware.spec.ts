import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { agentOf, personOf, pullRequest, until } from './callers.js';
import { startProduct, type Product } from './product.js';

let product: Product;
let agent: ReturnType<typeof agentOf>;
let admin: ReturnType<typeof personOf>;

const demo = new URL('../../governance/demo/', import.meta.url);
const rules = `
kind: Policy
name: incident-triage
agents: [incident-triage]
rules:
  - { name: read the logs, tools: [logs.read], verdict: allow, labels: [read-confidential-data] }
  - { name: pull requests, tools: [github.open_pull_request], verdict: allow }
  - name: whatever goes out after that needs the on-call
    tools: [github.open_pull_request]
    when: { labels: { has: [read-confidential-data] } }
    verdict: hold
    approvers: { groups: [platform-oncall], quorum: 1, expires: 1h }
  - name: one change to the network a run
    tools: [aws.write_security_group]
    when: { history: { toolCalls: [{ tools: ['aws.*'], fewerThan: 1 }] } }
    verdict: allow
  - name: none after reading twice
    tools: [aws.write_security_group]
    when: { history: { sequence: [logs.read, logs.read] } }
    verdict: deny
  - name: no release once a result has named a service
    tools: [github.open_pull_request]
    when: { labels: { has: [seen-service-names] }, arguments: [{ pointer: /base, op: equals, value: release }] }
    verdict: deny
---
kind: Settings
detectors: [{ name: services, category: service-name, pattern: checkout }]
resultLabels: { service-name: seen-service-names }
`;

/** The demo tenant's governance with these rules in the place of its own. */
function files(policy: string) {
  const others = readdirSync(demo).filter((name) => !['policies.yaml', 'cases.yaml'].includes(name));
  const texts = others.map((name) => ({ path: name, text: readFileSync(new URL(name, demo), 'utf8') }));
  const { modelUrl, targetUrl } = product.dev.demo;
  return {
    files: [...texts, { path: 'policies.yaml', text: policy }],
    variables: { DEMO_MODEL_URL: modelUrl, DEMO_TARGET_URL: targetUrl },
  };
}

let nth = 0;

/** One run of the agent: calls with the same session belong to one run. */
function runOf(session: string) {
  const headers = { 'x-countersign-session-id': session };
  return {
    read: () => agent.call('logs.read', { service: 'checkout' }, headers),
    propose: (base = 'main') =>
      agent.call('github.open_pull_request', { ...pullRequest, base, title: `Fix ${++nth}` }, headers),
    open: (port: number) =>
      agent.call('aws.write_security_group', { id: 'sg-1', protocol: 'tcp', port, cidr: '10.0.0.0/8' }, headers),
  };
}

beforeAll(async () => {
  product = await startProduct({ portBase: 23_700 });
  agent = agentOf(product.dev);
  admin = personOf(product.dev, product.dev.adminToken);
  // These runs are older than the rules that will ask about them.
  for (const session of ['old', 'old', 'old-but-innocent']) expect((await runOf(session).read()).status).toBe(200);
  const applied = await admin.post<{ published: boolean }>('/governance/apply', files(rules));
  expect(applied.body).toMatchObject({ published: true });
});

afterAll(() => product.stop());

describe('rules that ask what the run has done', () => {
  it('hold what goes out right after a call has put a label on the run, and only in that run', async () => {
    const [run, other] = [runOf('labelled'), runOf('unlabelled')];
    expect((await run.propose()).body.status).toBe('succeeded');
    const read = await run.read();
    expect(read.body.status).toBe('succeeded');
    expect((await run.propose()).body.status).toBe('pending_approval');
    expect((await other.propose()).body.status).toBe('succeeded');
    const { body } = await admin.get<{ events: { leaf: string }[] }>(`/events?subject=${read.body.id}`);
    const leaves = body.events.map(({ leaf }) => JSON.parse(leaf) as { type: string; data: { decision?: object } });
    const decided = leaves.find(({ type }) => type === 'ToolCallDecided');
    expect(decided?.data.decision).toMatchObject({ labels: ['read-confidential-data'] });
  });

  it('let one of many calls pass that come at the same time', async () => {
    const run = runOf('counted');
    const answers = await Promise.all([1, 2, 3, 4, 5].map((port) => run.open(port)));
    expect(answers.filter(({ body }) => body.status === 'succeeded')).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(4);
    expect((await runOf('not counted').open(6)).body.status).toBe('succeeded');
  });

  it('see the order of calls', async () => {
    const run = runOf('in order');
    await run.read();
    await run.read();
    expect((await run.open(7)).status).toBe(403);
  });

  it('see what data was in the result of the call right before', async () => {
    // A gateway takes a new revision up within a second or so, and looks for its categories from then on.
    const run = await until('results to be looked through for the new category', async () => {
      const one = runOf(`result ${++nth}`);
      const { body } = await one.read();
      const { events } = (await admin.get<{ events: { type: string; leaf: string }[] }>(`/events?subject=${body.id}`))
        .body;
      const leaf = events.find(({ type }) => type === 'ToolCallSucceeded')?.leaf;
      return leaf?.includes('service-name') && one;
    });
    expect((await run.propose('release')).status).toBe(403);
    expect((await runOf('without a result').propose('release')).body.status).toBe('succeeded');
  });

  it('know from the record what a run did before they came into force', async () => {
    expect((await runOf('old').open(8)).status).toBe(403);
    expect((await runOf('old-but-innocent').open(9)).body.status).toBe('succeeded');
  });
});

describe('a candidate beside the policy in force', () => {
  interface Shadow {
    status: string;
    decided: number;
    unchanged: number;
    counts: Record<string, number>;
    newlyHeld: { callId: string }[];
    report: string;
  }
  const shadow = async () => (await admin.get<{ shadow: Shadow }>('/governance/shadow')).body.shadow;
  const askMore = rules.replace(
    'name: pull requests, tools: [github.open_pull_request], verdict: allow }',
    'name: pull requests, tools: [github.open_pull_request], verdict: hold, approvers: { groups: [platform-oncall] } }',
  );

  it('says what it would have decided otherwise, on the record and in a report, and changes nothing', async () => {
    const started = await admin.post<{ started: boolean }>('/governance/shadow', files(askMore));
    expect(started.body).toMatchObject({ started: true });
    expect((await admin.post('/governance/shadow', files(askMore))).status).toBe(409);
    const run = runOf('beside a candidate');
    const proposed = await run.propose();
    expect(proposed.body.status).toBe('succeeded');
    expect((await run.read()).body.status).toBe('succeeded');
    await until('the candidate to be asked', async () => (await shadow()).decided === 2);
    expect(await shadow()).toMatchObject({
      status: 'running',
      unchanged: 1,
      counts: { allowed: 0, held: 1, denied: 0 },
      newlyHeld: [{ callId: proposed.body.id }],
    });
    const said = async () => {
      const path = `/events?subject=${proposed.body.id}`;
      const { events } = (await admin.get<{ events: { type: string; leaf: string }[] }>(path)).body;
      return events.find(({ type }) => type === 'ShadowDecided')?.leaf;
    };
    const leaf = await until('the difference on the record', said);
    expect(JSON.parse(leaf)).toMatchObject({ data: { verdict: 'hold', liveVerdict: 'allow' } });
    const stopped = await admin.post<{ shadow: Shadow }>('/governance/shadow/stop');
    expect(stopped.body.shadow).toMatchObject({ status: 'stopped', decided: 2 });
    expect(stopped.body.shadow.report).toContain('| held | 1 |');
  });
});
