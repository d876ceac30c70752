import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { installMissing } from '../../install.mjs';

let root: string;
let said: string[];

const lock = (version: string) =>
  JSON.stringify({ lockfileVersion: 3, packages: { '': {}, 'node_modules/left': { version } } });

function write(path: string, text: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** npm fails at once here: there is no package.json. So to have tried is to throw. */
const install = () => installMissing(root, (line) => said.push(line));

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'countersign-install-'));
  said = [];
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('installing what is missing', () => {
  it('installs where there are no packages, and says that it takes a while', () => {
    write('package-lock.json', lock('1.0.0'));
    expect(install).toThrow(/npm ci failed/);
    expect(said).toHaveLength(1);
  });

  it('leaves packages alone that npm installed from this very lock file', () => {
    write('package-lock.json', lock('1.0.0'));
    write('node_modules/.package-lock.json', lock('1.0.0'));
    write('node_modules/left/package.json', '{}');
    expect(install()).toBe(false);
    expect(install()).toBe(false);
    expect(said).toEqual([]);
  });

  it('installs again when the lock file has changed', () => {
    write('package-lock.json', lock('1.0.0'));
    write('node_modules/.package-lock.json', lock('1.0.0'));
    write('node_modules/left/package.json', '{}');
    install();
    write('package-lock.json', lock('1.1.0'));
    expect(install).toThrow(/npm ci failed/);
    expect(readFileSync(join(root, 'package-lock.json'), 'utf8')).toBe(lock('1.1.0'));
  });

  it('installs again when a package has been deleted before the first start', () => {
    write('package-lock.json', lock('1.0.0'));
    write('node_modules/.package-lock.json', lock('1.0.0'));
    expect(install).toThrow(/npm ci failed/);
  });
});
