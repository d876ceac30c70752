import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { lockInstance } from './instance-lock.js';

let folder: string;
let lock: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-lock-'));
  lock = join(folder, 'run', 'launcher.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('the lock of a data folder', () => {
  it('is held by one launcher at a time', () => {
    const first = lockInstance(lock);
    expect(first.ok).toBe(true);
    expect(lockInstance(lock)).toMatchObject({ ok: false, heldBy: { pid: process.pid } });
    if (first.ok) first.release();
    expect(lockInstance(lock).ok).toBe(true);
  });

  it('does not outlive its launcher, even when another process has got the number', () => {
    lockInstance(lock);
    writeFileSync(lock, JSON.stringify({ pid: process.pid, identity: 'another boot:1' }));
    expect(lockInstance(lock).ok).toBe(true);
    writeFileSync(lock, '{"pid":');
    expect(lockInstance(lock).ok).toBe(true);
  });
});
