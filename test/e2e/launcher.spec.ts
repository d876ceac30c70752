import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { agentOf } from './callers.js';
import { startProduct } from './product.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const dataDir = mkdtempSync(join(tmpdir(), 'countersign-launcher-'));
const portBase = 23_500;

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

const alive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
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

describe('npm start', () => {
  it('says what runs, keeps its keys to itself, and tells a second start that it runs already', async () => {
    const product = await startProduct({ portBase, dataDir });
    expect(product.output()).toContain(product.dev.gatewayUrl);
    expect(product.output()).toContain(product.dev.consoleUrl);
    expect(statSync(join(dataDir, 'dev.json')).mode & 0o777).toBe(0o600);
    const { NODE_OPTIONS: _, ...env } = process.env;
    const second = spawnSync(process.execPath, ['deploy/local/start.mjs', '--data', dataDir], {
      cwd: root,
      encoding: 'utf8',
      env,
    });
    expect(second.stdout + second.stderr).toMatch(/already runs/i);
    await product.stop();
    expect(Object.values(product.dev.services).filter(({ pid }) => alive(pid))).toEqual([]);
  });

  it('starts again on what a killed launcher left, with the same keys and the same record', async () => {
    const first = await startProduct({ portBase, dataDir });
    const call = await agentOf(first.dev).call('logs.read', { service: 'checkout' });
    const stream = await streamRead(first.dev.databaseUrl);
    first.launcher.kill('SIGKILL');
    await new Promise((resolve) => first.launcher.once('exit', resolve));
    for (const output of [first.launcher.stdout, first.launcher.stderr]) output?.destroy();
    const second = await startProduct({ portBase, dataDir });
    expect(second.dev.agents).toEqual(first.dev.agents);
    expect((await agentOf(second.dev).outcome(call.body.id)).body.status).toBe('succeeded');
    // Else audit would read the whole stream again, and nothing new would be sealed meanwhile.
    expect((await agentOf(second.dev).call('logs.read', { service: 'checkout' })).body.status).toBe('succeeded');
    expect(await streamRead(second.dev.databaseUrl)).toBe(stream);
    await second.stop();
  });
});
