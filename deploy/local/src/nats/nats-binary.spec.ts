import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { findNatsServer } from './nats-binary.js';
import { isUsableNatsVersion } from './nats-version.js';
import { readTarFile } from './tar.js';

describe('the version of a nats-server', () => {
  it.each(['nats-server: v2.10.0', 'nats-server: v2.14.0', 'nats-server: v3.0.1'])('%s will do', (printed) => {
    expect(isUsableNatsVersion(printed)).toBe(true);
  });

  it.each(['nats-server: v2.9.10', 'nats-server: v1.4.1', 'something else'])('%s will not', (printed) => {
    expect(isUsableNatsVersion(printed)).toBe(false);
  });
});

describe('a named nats-server', () => {
  it('is refused with a sentence when it does not run', async () => {
    await expect(findNatsServer({ NATS_SERVER_BIN: '/nowhere/nats-server' }, '/nowhere')).rejects.toThrow(
      'NATS_SERVER_BIN names /nowhere/nats-server, which does not run.',
    );
  });

  it('is refused when it is too old or something else', async () => {
    await expect(findNatsServer({ NATS_SERVER_BIN: process.execPath }, '/nowhere')).rejects.toThrow(/2\.10 or newer/);
  });
});

function tarEntry(name: string, content: string): Buffer {
  const header = Buffer.alloc(512);
  header.write(name, 0);
  header.write(content.length.toString(8).padStart(11, '0'), 124);
  const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
  body.write(content);
  return Buffer.concat([header, body]);
}

describe('a file in an archive', () => {
  const archive = Buffer.concat([
    tarEntry('package/a', 'x'.repeat(700)),
    tarEntry('package/bin/b', 'yes'),
    Buffer.alloc(1024),
  ]);

  it('is found behind others', () => {
    expect(readTarFile(archive, 'package/bin/b').toString()).toBe('yes');
    expect(readTarFile(archive, 'package/a')).toHaveLength(700);
  });

  it('is missed with an error, also in garbage and in a cut archive', () => {
    expect(() => readTarFile(archive, 'package/c')).toThrow(/no package\/c/);
    expect(() => readTarFile(gzipSync(archive), 'package/a')).toThrow();
    expect(() => readTarFile(archive.subarray(0, 900), 'package/a')).toThrow();
  });
});
