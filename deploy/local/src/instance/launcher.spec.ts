import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { repositoryRoot } from '../files/repository-root.js';
import { processIdentity } from '../process/process-identity.js';
import type { DevFile } from './dev-file.js';

/** Runs what `npm start` runs after installing and building; `npm test` has built by then. */
const program = `
  const { run } = await import(${JSON.stringify(join(repositoryRoot, 'deploy/local/dist/main.js'))});
  await run({ dataDir: process.argv[1], portBase: Number(process.argv[2]), json: false });
`;

const dataDir = mkdtempSync(join(tmpdir(), 'countersign-launcher-'));
/** Below the ports that the system gives to clients: there one could be busy at one start and free at the next. */
const portBase = 28_000 + (process.pid % 200) * 20;
const devPath = join(dataDir, 'dev.json');
let launcher: ChildProcess | null = null;

const dev = () => JSON.parse(readFileSync(devPath, 'utf8')) as DevFile;
const readPid = (name: string) =>
  (JSON.parse(readFileSync(join(dataDir, 'run', `${name}.json`), 'utf8')) as { pid: number }).pid;

interface Ended {
  code: number | null;
  output: string;
}

function start(): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, dataDir, String(portBase)]);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (output += data.toString()));
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code, output })));
  return { child, ended };
}

async function until(what: string, condition: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await sleep(50);
  }
}

/** Starts and waits for `dev.json`; a launcher that ends instead shows why. */
async function startAndWait(): Promise<ReturnType<typeof start>> {
  rmSync(devPath, { force: true });
  const started = start();
  launcher = started.child;
  const failed = started.ended.then(({ output }) => Promise.reject(new Error(output)));
  failed.catch(() => undefined);
  await Promise.race([until('dev.json', () => existsSync(devPath)), failed]);
  return started;
}

async function answers(url: string, token: string): Promise<number> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  await response.body?.cancel();
  return response.status;
}

afterAll(() => {
  launcher?.kill('SIGKILL');
  rmSync(dataDir, { recursive: true, force: true });
});

describe('the launcher', () => {
  let first: DevFile;

  it('starts everything and writes dev.json, for its owner only, once keys and tokens work', async () => {
    await startAndWait();
    first = dev();
    expect(statSync(devPath).mode & 0o777).toBe(0o600);
    expect(Object.keys(first.services).sort()).toEqual([
      'approvals',
      'audit',
      'console',
      'credentials',
      'gateway',
      'policy',
    ]);
    expect(first.tenant).toBe('demo');
    expect(first.approvers).toHaveLength(2);
    for (const { key } of Object.values(first.agents))
      expect(await answers(`${first.gatewayUrl}/v1/models`, key)).toBe(200);
    for (const { token } of first.approvers) {
      expect(await answers(`${first.consoleUrl}/api/v1/approvals?limit=1`, token)).toBe(200);
    }
    for (const { healthUrl, pid } of Object.values(first.services)) {
      expect(await answers(healthUrl, '')).toBe(200);
      expect(processIdentity(pid)).not.toBeNull();
    }
  }, 120_000);

  it('says at a second start that it already runs, and where', async () => {
    const { code, output } = await start().ended;
    expect(code).toBe(0);
    expect(output).toContain('already runs');
    expect(output).toContain(first.gatewayUrl);
  }, 60_000);

  it('starts a killed service, and a killed bus, again', async () => {
    process.kill(first.services['policy']?.pid ?? 0, 'SIGKILL');
    process.kill(readPid('nats'), 'SIGKILL');
    await until('policy to rise', () => dev().services['policy']?.pid !== first.services['policy']?.pid);
    const key = Object.values(first.agents)[0]?.key ?? '';
    const propose = async () => {
      const response = await fetch(`${first.gatewayUrl}/v1/tool-calls`, {
        method: 'POST',
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        body: JSON.stringify({ tool: 'logs.read', arguments: { service: 'checkout' } }),
      });
      return response.status;
    };
    await until('calls to pass again', async () => (await propose()) === 200);
  }, 120_000);

  it('starts again after it was killed outright, with the same addresses and keys', async () => {
    const { services } = dev();
    launcher?.kill('SIGKILL');
    await startAndWait();
    expect(dev()).toMatchObject({ gatewayUrl: first.gatewayUrl, agents: first.agents, approvers: first.approvers });
    for (const { pid } of Object.values(services)) expect(processIdentity(pid)).toBeNull();
  }, 120_000);

  it('stops everything when told to, and leaves no dev.json', async () => {
    const pids = [...Object.values(dev().services).map(({ pid }) => pid), readPid('postgres'), readPid('nats')];
    const ended = new Promise<number | null>((resolve) => launcher?.once('exit', resolve));
    launcher?.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(existsSync(devPath)).toBe(false);
    expect(pids.filter((pid) => processIdentity(pid) !== null)).toEqual([]);
  }, 60_000);
});
