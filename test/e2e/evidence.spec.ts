import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { agentOf, personOf, pullRequest, until } from './callers.js';
import { startProduct, type Product } from './product.js';

const cli = fileURLToPath(new URL('../../libs/cli/bin/countersign.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'countersign-evidence-'));
const bundle = join(folder, 'bundle');
const trust = join(folder, 'trust.policy');
let product: Product;

function countersign(...args: string[]) {
  const { NODE_OPTIONS: _, ...env } = process.env;
  return spawnSync(process.execPath, [cli, '--data', product.dataDir, ...args], { encoding: 'utf8', env });
}

beforeAll(async () => {
  product = await startProduct({ portBase: 23_400 });
  const agent = agentOf(product.dev);
  await agent.call('logs.read', { service: 'checkout' });
  await agent.call('aws.write_security_group', { id: 'sg-1', protocol: 'tcp', port: 22, cidr: '0.0.0.0/0' });
  const { body } = await agent.call('github.open_pull_request', pullRequest);
  const ada = personOf(product.dev, product.dev.approvers[0]?.token ?? '');
  await until('the vote', async () => (await ada.post(`/approvals/${body.approval_id}/approve`)).status === 200);
  await until('the outcome', async () => (await agent.outcome(body.id)).body.status === 'succeeded');
  const admin = personOf(product.dev, product.dev.adminToken);
  const { events } = (await admin.get<{ events: { index: number }[] }>(`/events?subject=${body.id}`)).body;
  const last = Math.max(...events.map(({ index }) => index));
  await until('a checkpoint over all of it', async () => {
    const { checkpoints } = (await admin.get<{ checkpoints: { size: number }[] }>('/checkpoints')).body;
    return checkpoints.some(({ size }) => size > last);
  });
});

afterAll(async () => {
  await product.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('evidence', () => {
  it('is exported by the command line and verified offline, with every check named', () => {
    expect(countersign('evidence', 'trust', '--out', trust).status).toBe(0);
    expect(countersign('evidence', 'export', '--out', bundle)).toMatchObject({ status: 0 });
    const verified = countersign('evidence', 'verify', bundle, '--policy', trust);
    expect(verified.stdout).toMatch(/^VERIFIED: tenant demo/);
    expect(verified.stdout).toMatch(/ok {4}\s+permissions: .* \([1-9]/);
    expect(verified.stdout).toMatch(/ok {4}\s+signatures: .* \(([4-9]|[1-9]\d)/);
    expect(verified.status).toBe(0);
  });

  it('is verified by the script inside the bundle, which needs nothing else', () => {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const verified = spawnSync(process.execPath, [join(bundle, 'verify.mjs'), bundle, '--policy', trust], {
      encoding: 'utf8',
      cwd: folder,
      env,
    });
    expect(verified.stdout).toMatch(/^VERIFIED/);
  });

  it('gives the same verdicts when every decision in it is made again', () => {
    const verified = countersign('evidence', 'verify', bundle, '--policy', trust, '--re-execute', '--json');
    const report = JSON.parse(verified.stdout) as { verdict: string; checks: { name: string; count: number }[] };
    expect(report).toMatchObject({ verdict: 'verified', failures: [] });
    expect(report.checks.find(({ name }) => name === 're-execution')?.count).toBeGreaterThanOrEqual(4);
    expect(verified.status).toBe(0);
  });

  it('fails and names the leaf when one byte of an event is flipped', () => {
    const events = join(bundle, 'events', readdirSync(join(bundle, 'events'))[0] ?? '');
    const bytes = readFileSync(events);
    const at = bytes.indexOf('ToolCallStarted');
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(events, bytes);
    const verified = countersign('evidence', 'verify', bundle, '--policy', trust);
    expect(verified.status).toBe(2);
    expect(verified.stdout).toMatch(/leaf_altered \(index \d+/);
  });

  it('is refused under keys that the auditor does not trust', () => {
    const other = readFileSync(trust, 'utf8').replace(/\+[0-9a-f]{8}\+/g, '+00000000+');
    writeFileSync(join(folder, 'other.policy'), other);
    expect(countersign('evidence', 'verify', bundle, '--policy', join(folder, 'other.policy')).status).not.toBe(0);
  });
});
