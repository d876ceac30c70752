import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readText } from './read-text.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-text-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function written(bytes: Buffer): string {
  const file = join(folder, 'plan.json');
  writeFileSync(file, bytes);
  return file;
}

describe('a file to check', () => {
  it.each([
    ['UTF-8', Buffer.from('{"a":"ä"}')],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff{"a":"ä"}')],
    ['UTF-16', Buffer.from('\ufeff{"a":"ä"}', 'utf16le')],
  ])('is read as %s', (_, bytes) => {
    expect(readText(written(bytes))).toBe('{"a":"ä"}');
  });

  it('says when it is no text or not there', () => {
    expect(() => readText(written(Buffer.from([0x50, 0x4b, 0xff, 0xfe])))).toThrow('is no text');
    expect(() => readText(join(folder, 'none.json'))).toThrow('cannot be read');
  });
});
