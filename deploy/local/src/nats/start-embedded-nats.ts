import type { ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { busUsers, connectBus, provisionBus, type BusCredentials, type BusUser } from '@countersign/messaging';
import { keepPasswords } from '../files/passwords.js';
import { repositoryRoot } from '../files/repository-root.js';
import { writeAtomically } from '../files/write-atomically.js';
import { onFreePort } from '../ports/free-port.js';
import { logSize } from '../process/log-file.js';
import { spawnChild } from '../process/spawn-child.js';
import { stopChild } from '../process/stop-child.js';
import { stopLeftover } from '../process/stop-leftover.js';
import { waitUntilReady } from '../process/wait-until-ready.js';
import { findNatsServer } from './nats-binary.js';
import { natsServerConfig } from './nats-config.js';
import { readNatsPort } from './nats-port.js';

export interface EmbeddedNatsOptions {
  /** Where the streams, passwords (mode 0600), logs and process records are kept. */
  dataDir: string;
  /** Any free one when left out. */
  port?: number;
  /** Looked at for `NATS_SERVER_BIN` and PATH. */
  environment?: NodeJS.ProcessEnv;
}

export interface EmbeddedNats {
  port: number;
  child: ChildProcess;
  url: string;
  credentials(user: BusUser): BusCredentials;
  stop(): Promise<void>;
}

function startServer(binary: string, dataDir: string, configPath: string): ChildProcess {
  const portsDir = join(dataDir, 'run', 'nats-ports');
  rmSync(portsDir, { recursive: true, force: true });
  mkdirSync(portsDir, { recursive: true });
  return spawnChild({
    command: binary,
    args: ['--config', configPath, '--ports_file_dir', portsDir],
    cwd: dataDir,
    env: { PATH: process.env.PATH },
    logPath: join(dataDir, 'logs', 'nats.log'),
    recordPath: join(dataDir, 'run', 'nats.json'),
    stopSignal: 'SIGTERM',
  });
}

async function provision(credentials: BusCredentials): Promise<void> {
  const connection = await connectBus('provisioner', credentials);
  try {
    await provisionBus(connection);
  } finally {
    await connection.close();
  }
}

/** Starts nats-server on 127.0.0.1 with a user per service, and creates the event stream and its consumers. */
export function startEmbeddedNats(options: EmbeddedNatsOptions): Promise<EmbeddedNats> {
  const start = (port: number) => startOn(port, options);
  return options.port === undefined ? onFreePort(start) : start(options.port);
}

async function startOn(wantedPort: number, options: EmbeddedNatsOptions): Promise<EmbeddedNats> {
  const { dataDir, environment = process.env } = options;
  await stopLeftover(join(dataDir, 'run', 'nats.json'), 'SIGTERM');
  const passwords = keepPasswords(join(dataDir, 'secrets', 'nats.json'), busUsers);
  const configPath = join(dataDir, 'secrets', 'nats-server.conf');
  writeAtomically(configPath, natsServerConfig({ port: wantedPort, storeDir: join(dataDir, 'nats'), passwords }));
  const binary = await findNatsServer(environment, join(repositoryRoot, '.cache'));
  const logPath = join(dataDir, 'logs', 'nats.log');
  const logFrom = logSize(logPath);
  const child = startServer(binary, dataDir, configPath);
  const stop = () => stopChild(child, 'SIGTERM');
  try {
    const probe = async () => readNatsPort(join(dataDir, 'run', 'nats-ports'), binary, child.pid ?? 0);
    const port = await waitUntilReady({
      name: 'nats',
      child,
      logPath,
      logFrom,
      timeoutMs: 120_000,
      intervalMs: 10,
      probe,
    });
    const url = `nats://127.0.0.1:${port}`;
    const credentials = (user: BusUser) => ({ servers: [url], user, password: passwords[user] });
    await provision(credentials('provisioner'));
    return { port, child, url, credentials, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
