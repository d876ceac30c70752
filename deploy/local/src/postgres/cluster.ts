import { spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRefuge } from './refuge.js';
import type { Account } from './postgres-account.js';
import type { PostgresBinaries } from './postgres-binaries.js';
import { isReachable } from './reachable.js';

export interface Cluster {
  folder: string;
  binaries: PostgresBinaries;
  account: Account | null;
}

/** No variable of the user's own PostgreSQL, such as PGDATA or PGHOST, may leak in. */
export const postgresEnvironment = {
  PATH: process.env.PATH,
  LC_ALL: process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8',
  TZ: 'UTC',
};

function makeOwnFolder(folder: string, account: Account | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (account) chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
}

/** `<data>/postgres`, or a refuge when the account may not pass through the folders above. */
export function clusterParent(dataDir: string, account: Account | null, notice: (text: string) => void): string {
  mkdirSync(dataDir, { recursive: true });
  if (account) chmodSync(dataDir, 0o711);
  const reachable = isReachable(dataDir, account);
  const parent = join(reachable ? dataDir : makeRefuge(dataDir), 'postgres');
  if (!reachable) notice(`The account "postgres" cannot reach ${dataDir}, so the database lies in ${parent}.`);
  makeOwnFolder(parent, account);
  return parent;
}

function runInitdb(cluster: Cluster, draft: string, passwordFile: string): void {
  const args = [
    '-D',
    draft,
    '-U',
    'postgres',
    '-A',
    'scram-sha-256',
    `--pwfile=${passwordFile}`,
    '-N',
    '-E',
    'UTF8',
    '--locale=C',
  ];
  const { status, error, stderr } = spawnSync(cluster.binaries.initdb, args, {
    cwd: join(cluster.folder, '..'),
    env: postgresEnvironment,
    encoding: 'utf8',
    ...cluster.account,
  });
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr.trim()}`);
}

/**
 * Creates the database cluster once. It is made under another name and renamed when complete, so that an interrupted
 * first start leaves nothing that looks like a database.
 */
export function createCluster(cluster: Cluster, superuserPassword: string): void {
  if (existsSync(join(cluster.folder, 'PG_VERSION'))) return;
  const parent = join(cluster.folder, '..');
  for (const name of readdirSync(parent)) if (name.startsWith('new-')) rmSync(join(parent, name), { recursive: true });
  const draft = join(parent, `new-${process.pid}`);
  const passwordFile = join(parent, `new-${process.pid}.password`);
  writeFileSync(passwordFile, superuserPassword, { mode: 0o600 });
  if (cluster.account) chownSync(passwordFile, cluster.account.uid, cluster.account.gid);
  try {
    runInitdb(cluster, draft, passwordFile);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, cluster.folder);
}
