import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { transformFileSync } from '@swc/core';

const folder = mkdtempSync(join(tmpdir(), 'countersign-parent-'));

beforeAll(() => {
  const source = fileURLToPath(new URL('./when-parent-ends.ts', import.meta.url));
  const options = { jsc: { parser: { syntax: 'typescript' as const }, target: 'es2022' as const } };
  writeFileSync(join(folder, 'when-parent-ends.mjs'), transformFileSync(source, options).code);
  const script = `
    import { whenParentEnds } from './when-parent-ends.mjs';
    setInterval(() => {}, 1000);
    whenParentEnds(() => { console.log('orphaned'); process.exit(0); });
    console.log('ready');
  `;
  writeFileSync(join(folder, 'script.mjs'), script);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a script behind a shell', () => {
  it('notices that the shell was ended', async () => {
    const shell = spawn('/bin/sh', ['-c', `"${process.execPath}" "${join(folder, 'script.mjs')}"; true`]);
    const heard: string[] = [];
    const ended = new Promise<void>((resolve) => shell.stdout.once('end', resolve));
    shell.stdout.on('data', (data: Buffer) => {
      heard.push(data.toString().trim());
      if (heard.length === 1) shell.kill('SIGTERM');
    });
    await ended;
    expect(heard).toEqual(['ready', 'orphaned']);
  });
});
