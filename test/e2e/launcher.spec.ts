import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { DevFile } from '@countersign/local';
import { agentOf, personOf, until } from './callers.js';
import { startProduct, type Product } from './product.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'countersign-launcher-'));
const devPath = join(dataDir, 'dev.json');
let product: Product;
let first: DevFile;

const start = () => startProduct({ portBase: 23_500, dataDir, asTyped: true });
const devNow = () => JSON.parse(readFileSync(devPath, 'utf8')) as DevFile;
const pidOf = (part: string) =>
  (JSON.parse(readFileSync(join(dataDir, 'run', `${part}.json`), 'utf8')) as { pid: number }).pid;
const pidsOf = ({ services }: DevFile) => Object.values(services).map(({ pid }) => pid);
const read = () => agentOf(product.dev).call('logs.read', { service: 'checkout' });

/** One that has ended and that nobody asked about, since its parent was killed, still has its number for a while. */
const isZombie = (pid: number) =>
  existsSync(`/proc/${pid}/status`) && /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch {
    return false;
  }
};

/** In which life of the stream audit reads. */
async function streamRead(databaseUrl: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ incarnation: string }>('select incarnation from audit.sealer');
  await client.end();
  return rows[0]?.incarnation;
}

beforeAll(async () => {
  product = await start();
  first = product.dev;
});
afterAll(async () => {
  await product?.stop();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 10 });
});

describe('npm start', () => {
  it('says what runs, and keeps its keys to itself, once all of them work', async () => {
    expect(product.output()).toContain(first.gatewayUrl);
    expect(product.output()).toContain(first.consoleUrl);
    expect(statSync(devPath).mode & 0o777).toBe(0o600);
    const services = ['approvals', 'audit', 'console', 'credentials', 'gateway', 'policy'];
    expect(Object.keys(first.services).sort()).toEqual(services);
    for (const { healthUrl, pid } of Object.values(first.services))
      expect([(await fetch(healthUrl)).status, alive(pid)]).toEqual([200, true]);
    expect([first.tenant, first.approvers.length]).toEqual(['demo', 2]);
    for (const { key } of Object.values(first.agents)) {
      const headers = { authorization: `Bearer ${key}` };
      expect((await agentOf(first).raw('/v1/models', { headers })).status).toBe(200);
    }
    for (const { token } of first.approvers)
      expect((await personOf(first, token).get('/approvals?limit=1')).status).toBe(200);
  });

  it('tells a second start that it runs already, and where', () => {
    const { NODE_OPTIONS: _, ...env } = process.env;
    const options = { cwd: root, encoding: 'utf8', env } as const;
    const second = spawnSync(process.execPath, ['deploy/local/start.mjs', '--data', dataDir], options);
    expect(second.stdout + second.stderr).toMatch(/already runs/i);
    expect([second.status, second.stdout]).toEqual([0, expect.stringContaining(first.gatewayUrl)]);
  });

  it('starts a killed service, and a killed bus, again', async () => {
    process.kill(first.services['policy']?.pid ?? 0, 'SIGKILL');
    process.kill(pidOf('nats'), 'SIGKILL');
    await until('policy to rise', async () => devNow().services['policy']?.pid !== first.services['policy']?.pid);
    await until('calls to pass again', async () => (await read()).status === 200);
  });

  it('starts again on what a killed launcher left, with the same addresses, keys and record', async () => {
    const call = await read();
    const stream = await streamRead(first.databaseUrl);
    const left = pidsOf(devNow());
    expect(left.filter(alive)).toEqual(left);
    product.launcher.kill('SIGKILL');
    await new Promise((resolve) => product.launcher.once('exit', resolve));
    for (const output of [product.launcher.stdout, product.launcher.stderr]) output?.destroy();
    product = await start();
    expect(left.filter(alive)).toEqual([]);
    const { gatewayUrl, agents, approvers } = first;
    expect(product.dev).toMatchObject({ gatewayUrl, agents, approvers });
    expect((await agentOf(product.dev).outcome(call.body.id)).body.status).toBe('succeeded');
    // Else audit would read the whole stream again, and nothing new would be sealed meanwhile.
    expect((await read()).body.status).toBe('succeeded');
    expect(await streamRead(product.dev.databaseUrl)).toBe(stream);
  });

  it('stops everything when told to, and leaves no dev.json', async () => {
    const pids = [...pidsOf(product.dev), pidOf('postgres'), pidOf('nats')];
    const ended = new Promise<number | null>((resolve) => product.launcher.once('exit', resolve));
    product.launcher.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(existsSync(devPath)).toBe(false);
    expect(pids.filter(alive)).toEqual([]);
  });
});
