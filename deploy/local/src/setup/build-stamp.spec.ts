import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isBuilt, sourceState, stampBuild } from '../../build-stamp.mjs';

let root: string;

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

const built = () => isBuilt(root, sourceState(root));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'countersign-stamp-'));
  write('libs/one/src/a.ts', 'a');
  write('libs/one/dist/a.js', 'a');
  write('services/two/src/b.ts', 'b');
  write('services/two/dist/b.js', 'b');
  write('deploy/local/src/c.ts', 'c');
  write('deploy/local/dist/c.js', 'c');
  stampBuild(root, sourceState(root));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('what was built', () => {
  it('stands while nothing has changed, whatever is installed', () => {
    write('libs/one/node_modules/x/index.js', 'x');
    expect(built()).toBe(true);
  });

  it.each([
    ['a file has changed', () => write('libs/one/src/a.ts', 'aa')],
    ['a file was written again', () => utimesSync(join(root, 'libs/one/src/a.ts'), 1, 1)],
    ['a file is new', () => write('services/two/src/new/d.ts', 'd')],
    ['a file is gone', () => rmSync(join(root, 'deploy/local/src/c.ts'))],
    ['other packages are asked for', () => write('package-lock.json', '{}')],
    ['an output is gone', () => rmSync(join(root, 'services/two/dist'), { recursive: true })],
    ['an output was emptied', () => rmSync(join(root, 'services/two/dist/b.js'))],
    ['a project is new', () => mkdirSync(join(root, 'libs/three'))],
    ['the stamp is gone', () => rmSync(join(root, '.cache'), { recursive: true })],
  ])('is built again when %s', (_, change) => {
    change();
    expect(built()).toBe(false);
  });
});
