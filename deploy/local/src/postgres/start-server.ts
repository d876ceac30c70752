import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { spawnChild } from '../process/spawn-child.js';
import { postgresEnvironment, type Cluster } from './cluster.js';

export interface ServerFiles {
  logPath: string;
  recordPath: string;
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
  password_encryption: 'scram-sha-256',
};

/**
 * PostgreSQL will not start beside a process that has the number in its own lock file. Our own leftover has been
 * stopped before; what still has that number is somebody else's process, or nobody's.
 */
function dropStaleLock(cluster: Cluster): void {
  const lock = join(cluster.folder, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (runsThisCluster(pid, cluster.folder))
    throw new Error(`PostgreSQL (process ${pid}) already runs on ${cluster.folder}. Stop it and start again.`);
  rmSync(lock, { force: true });
}

function runsThisCluster(pid: number, folder: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder);
  } catch {
    return false;
  }
}

export function startServer(cluster: Cluster, port: number, files: ServerFiles): ChildProcess {
  if (existsSync('/proc/self/cmdline')) dropStaleLock(cluster);
  const options = Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  return spawnChild({
    command: cluster.binaries.postgres,
    args: ['-D', cluster.folder, ...options],
    cwd: cluster.folder,
    env: postgresEnvironment,
    ...(cluster.account ? { user: cluster.account } : {}),
    ...files,
    stopSignal: 'SIGINT',
  });
}
