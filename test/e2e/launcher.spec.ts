import { afterAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
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
    first.launcher.kill('SIGKILL');
    await new Promise((resolve) => first.launcher.once('exit', resolve));
    for (const stream of [first.launcher.stdout, first.launcher.stderr]) stream?.destroy();
    const second = await startProduct({ portBase, dataDir });
    expect(second.dev.agents).toEqual(first.dev.agents);
    expect((await agentOf(second.dev).outcome(call.body.id)).body.status).toBe('succeeded');
    await second.stop();
  });
});
