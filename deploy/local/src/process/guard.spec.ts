import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transformFileSync } from '@swc/core';
import { processIdentity } from './process-identity.js';

/** A launcher in a process of its own, so that it can be killed: it guards one child and tells its number. */
const launcher = `
import { spawn } from 'node:child_process';
import { guardChild } from './guard.mjs';
const child = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' });
guardChild(child, 'SIGTERM');
console.log(child.pid);
setInterval(() => {}, 1000);
`;

const folder = mkdtempSync(join(tmpdir(), 'countersign-guard-'));

beforeAll(() => {
  const source = fileURLToPath(new URL('./guard.ts', import.meta.url));
  const options = { jsc: { parser: { syntax: 'typescript' as const }, target: 'es2022' as const } };
  writeFileSync(join(folder, 'guard.mjs'), transformFileSync(source, options).code);
  writeFileSync(join(folder, 'launcher.mjs'), launcher);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the guard', () => {
  it('ends the children of a launcher that was killed outright', async () => {
    const parent = spawn(process.execPath, [join(folder, 'launcher.mjs')]);
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (data: Buffer) => resolve(Number(data))),
    );
    expect(processIdentity(pid)).not.toBeNull();
    parent.kill('SIGKILL');
    const deadline = performance.now() + 60_000;
    while (processIdentity(pid) !== null && performance.now() < deadline) await sleep(20);
    expect(processIdentity(pid)).toBeNull();
  });
});
