import {
  conformanceAgent,
  conformanceApprover,
  conformanceChecks,
  conformanceGovernance,
  runChecks,
  ScriptedProvider,
  type Outcome,
  type World,
} from '@countersign/conformance';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { personOf, until } from '../e2e/callers.js';
import { startProduct, type Product } from '../e2e/product.js';
import { pythonWithClients, runPythonClients } from './python-clients.js';

const demo = fileURLToPath(new URL('../../governance/demo', import.meta.url));
const cli = fileURLToPath(new URL('../../libs/cli/bin/countersign.mjs', import.meta.url));
const checks = conformanceChecks();
let product: Product;
let provider: ScriptedProvider;
let world: World;
let outcomes: Map<string, Outcome>;

async function worldOf({ dev }: Product): Promise<World> {
  const admin = personOf(dev, dev.adminToken);
  const files = readdirSync(demo).map((path) => ({ path, text: readFileSync(join(demo, path), 'utf8') }));
  const { modelUrl: DEMO_MODEL_URL, targetUrl: DEMO_TARGET_URL } = dev.demo;
  const applied = await admin.post('/governance/apply', {
    files: [...files, { path: 'conformance.yaml', text: conformanceGovernance }],
    variables: { DEMO_MODEL_URL, DEMO_TARGET_URL, CONFORMANCE_URL: provider.url },
  });
  expect(applied.body).toMatchObject({ problems: [] });
  const issued = async (path: string) =>
    until(path, async () => {
      const answer = await admin.post<{ key?: string; token?: string }>(path);
      return answer.status < 300 && answer.body;
    });
  const { key = '' } = await issued(`/agents/${conformanceAgent}/keys`);
  const { token = '' } = await issued(`/people/${conformanceApprover}/tokens`);
  const approver = personOf(dev, token);
  const approve = async (approvalId: string) => {
    await until('the approval', async () => (await approver.get(`/approvals/${approvalId}`)).status === 200);
    await approver.post(`/approvals/${approvalId}/approve`);
  };
  return { target: { url: dev.gatewayUrl, key }, provider, approve };
}

beforeAll(async () => {
  product = await startProduct({ portBase: 23_800, env: { COUNTERSIGN_GATEWAY_HELD_CALL_WAIT_MS: '300' } });
  provider = await ScriptedProvider.start();
  world = await worldOf(product);
  const ran = await runChecks(checks, world);
  outcomes = new Map(ran.map((outcome) => [outcome.name, outcome]));
});

afterAll(async () => {
  await provider?.stop();
  await product?.stop();
});

describe('the conformance kit against this gateway', () => {
  it.each(checks.map(({ name }) => [name]))('%s', (name) => {
    expect(outcomes.get(name)).toEqual({ name, ok: true });
  });

  const python = pythonWithClients();
  if (python !== null) {
    it('passes with the Python clients as well', async () => {
      const ran = await runPythonClients(world, python);
      expect(ran.length).toBeGreaterThan(40);
      expect(ran.filter(({ ok }) => !ok)).toEqual([]);
    });
  } else {
    process.stderr.write(
      'The Python clients are left out: there is no python3 here with openai and anthropic, or with venv and a way to get them.\n',
    );
  }

  it.each(['chat/completions', 'responses', 'messages'])(
    'says in the headers of %s how the call was governed',
    async (path) => {
      const trace = 'a'.repeat(32);
      const id = `headers-${path.replace('/', '-')}`;
      provider.script(id, { turn: { answers: [[{ kind: 'text', text: 'hi' }]] } });
      const content = ScriptedProvider.prompt(id);
      const model = `conformance-${path.split('/')[0]}`;
      const body = { model, input: content, messages: [{ role: 'user', content }], max_tokens: 9, stream: true };
      const answer = await fetch(`${world.target.url}/v1/${path}`, {
        method: 'POST',
        headers: {
          ...{ 'x-api-key': world.target.key, 'content-type': 'application/json' },
          traceparent: `00-${trace}-${'b'.repeat(16)}-01`,
        },
        body: JSON.stringify(body),
      });
      expect(await answer.text()).toContain('hi');
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'x-countersign-decision-id': expect.stringMatching(/^dec_/),
        'x-countersign-reason-code': 'allowed_by_rule',
        'x-countersign-policy-revision': expect.stringMatching(/^sha256:/),
        'x-countersign-run-id': expect.stringMatching(/^run_/),
        traceparent: expect.stringContaining(trace),
        'x-request-id': 'req_conformance',
      });
      expect(answer.headers.get('request-id')).toBe(path === 'messages' ? 'req_conformance' : null);
      expect(provider.received(id)[0]?.headers['traceparent']).toContain(trace);
    },
  );

  it('runs from the command line, which prepares the gateway and puts its governance back', () => {
    const options = [
      '--data',
      product.dataDir,
      '--with',
      demo,
      '--only',
      '^chat.*: a denied call .openai',
      '--provider-port',
      '0',
    ];
    const ran = spawnSync(process.execPath, [cli, 'conformance', ...options], { encoding: 'utf8' });
    expect(ran.stdout + ran.stderr).toBe('2 passed, 0 failed\n');
    expect(ran.status).toBe(0);
  });
});
