import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { processIdentity } from './process-identity.js';
import { readProcessRecord, writeProcessRecord } from './process-record.js';
import { stopLeftover } from './stop-leftover.js';

let folder: string;
let child: ChildProcess;
let record: string;

function start(script: string): Promise<void> {
  child = spawn('/bin/sh', ['-c', `${script}; echo ready; while :; do sleep 0.05; done`]);
  return new Promise((resolve) => child.stdout?.once('data', () => resolve()));
}

const pid = () => child.pid ?? 0;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-leftover-'));
  record = join(folder, 'run', 'gateway.json');
});
afterEach(() => {
  child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('a process that an earlier launcher left behind', () => {
  it('is stopped, and its record removed', async () => {
    await start(':');
    writeProcessRecord(record, pid());
    expect(await stopLeftover(record, 'SIGTERM')).toBe(true);
    expect(processIdentity(pid())).toBeNull();
    expect(readProcessRecord(record)).toBeNull();
  });

  it('is killed when it does not listen', async () => {
    await start("trap '' TERM");
    writeProcessRecord(record, pid());
    expect(await stopLeftover(record, 'SIGTERM', 200)).toBe(true);
    expect(processIdentity(pid())).toBeNull();
  });

  it('is left alone when it is another process that got the same number', async () => {
    await start(':');
    writeProcessRecord(record, pid());
    writeFileSync(record, JSON.stringify({ pid: pid(), identity: 'boot:12345' }));
    expect(await stopLeftover(record, 'SIGTERM')).toBe(false);
    expect(processIdentity(pid())).not.toBeNull();
  });

  it('is no reason to fail when the record is damaged or absent', async () => {
    await start(':');
    expect(await stopLeftover(record, 'SIGTERM')).toBe(false);
    writeProcessRecord(record, pid());
    writeFileSync(record, 'not JSON');
    expect(await stopLeftover(record, 'SIGTERM')).toBe(false);
    expect(processIdentity(pid())).not.toBeNull();
  });
});
