import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { applyWithDemo } from './apply-governance.js';
import { personOf, until } from './callers.js';
import { startProduct, type Product } from './product.js';

const cli = fileURLToPath(new URL('../../libs/cli/bin/countersign.mjs', import.meta.url));
const library = new URL('../../governance/library/deployments/', import.meta.url);
const deployer = 'kind: Agent\nname: deployer\nowner: ola.owner\n';
let product: Product;

/** As in a pipeline: the file comes by standard input. */
function check(kind: string, document: string) {
  const args = [cli, '--data', product.dataDir, '--json', 'policy', 'check', '--kind', kind, '-'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', input: document });
  return { status, stderr, answer: (stdout ? JSON.parse(stdout) : {}) as { verdict?: string; checkId?: string } };
}

const plan = (...actions: string[]) =>
  JSON.stringify({ resource_changes: [{ address: 'a.b', type: 'a', change: { actions } }] });

beforeAll(async () => {
  product = await startProduct({ portBase: 23_900 });
  const ready = ['policy.yaml', 'tools.yaml'].map((name) => readFileSync(new URL(name, library), 'utf8'));
  await applyWithDemo(product.dev, [...ready, deployer].join('\n---\n'));
  await until('the ready rules', async () => check('terraform-plan', plan('no-op')).status === 0);
});

afterAll(() => product.stop());

describe('the gate for deployments', () => {
  it('lets a plan pass that changes nothing, and no other before people have approved it', () => {
    expect(check('terraform-plan', plan('no-op'))).toMatchObject({ status: 0, answer: { verdict: 'allow' } });
    expect(check('terraform-plan', plan('update'))).toMatchObject({ status: 2, answer: { verdict: 'hold' } });
    expect(check('terraform-plan', plan('delete', 'create'))).toMatchObject({ status: 2, answer: { verdict: 'hold' } });
  });

  it('refuses a manifest as kubectl would read it, not as another parser would', () => {
    const workload = (privileged: string) => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  template:
    spec:
      containers: [{ name: web, image: "web:1", securityContext: { privileged: ${privileged} } }]
`;
    expect(check('kubernetes', workload('yes'))).toMatchObject({ status: 2, answer: { verdict: 'deny' } });
    expect(check('kubernetes', workload('no'))).toMatchObject({ status: 2, answer: { verdict: 'hold' } });
  });

  it('decides nothing about a document that two parsers would read differently', () => {
    const twice =
      '{"resource_changes":[{"address":"a","type":"a","change":{"actions":["no-op"],"actions":["delete"]}}]}';
    const { status, stderr } = check('terraform-plan', twice);
    expect(status).toBe(1);
    expect(stderr).toContain('a key occurs twice');
  });

  it('puts each answer on the record', async () => {
    const { checkId } = check('terraform-plan', plan('update')).answer;
    const admin = personOf(product.dev, product.dev.adminToken);
    await until('the check on the record', async () => {
      const { body } = await admin.get<{ events: { type: string }[] }>(`/events?subject=${checkId}`);
      return body.events.some(({ type }) => type === 'DocumentChecked');
    });
  });
});
