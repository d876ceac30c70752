import { join } from 'node:path';
import type { ChildProcess } from 'node:child_process';
import { keepPasswords } from '../files/passwords.js';
import { onFreePort } from '../ports/free-port.js';
import { logSize } from '../process/log-file.js';
import { stopChild } from '../process/stop-child.js';
import { stopLeftover } from '../process/stop-leftover.js';
import { waitUntilReady } from '../process/wait-until-ready.js';
import { clusterParent, createCluster, type Cluster } from './cluster.js';
import { serviceDatabase, urlWithLogin, type ServiceDatabase } from './database-urls.js';
import { ensureDatabase, withClient } from './ensure-database.js';
import { postgresAccount } from './postgres-account.js';
import { postgresBinaries } from './postgres-binaries.js';
import { probeDatabase } from './probe-database.js';
import { createServiceRoles, serviceRoles, type StoringService } from './service-roles.js';
import { startServer } from './start-server.js';

const databaseName = 'countersign';

export interface EmbeddedPostgresOptions {
  /** Where the data, passwords (mode 0600), logs and process records are kept. As root it becomes passable for others. */
  dataDir: string;
  /** Any free one when left out. */
  port?: number;
  /** Takes sentences for the person who starts this. */
  notice?: (text: string) => void;
}

export interface EmbeddedPostgres {
  port: number;
  child: ChildProcess;
  /** The superuser in the database `countersign`: for set-up and tests, never for a service. */
  adminUrl: string;
  serviceDatabase(service: StoringService): ServiceDatabase;
  /** Fast shutdown: open transactions are rolled back, everything committed stays. */
  stop(): Promise<void>;
}

function prepareCluster(options: EmbeddedPostgresOptions, superuserPassword: string): Cluster {
  const account = postgresAccount();
  const parent = clusterParent(options.dataDir, account, options.notice ?? (() => undefined));
  const cluster = { folder: join(parent, 'cluster'), binaries: postgresBinaries(account), account };
  createCluster(cluster, superuserPassword);
  return cluster;
}

/** Starts PostgreSQL on 127.0.0.1 with one database and, for each service with state, a schema, an owner and a runtime role. */
export function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const start = (port: number) => startOn(port, options);
  return options.port === undefined ? onFreePort(start) : start(options.port);
}

async function startOn(port: number, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir } = options;
  const files = { logPath: join(dataDir, 'logs', 'postgres.log'), recordPath: join(dataDir, 'run', 'postgres.json') };
  await stopLeftover(files.recordPath, 'SIGINT');
  const passwords = keepPasswords(join(dataDir, 'secrets', 'postgres.json'), ['postgres', ...serviceRoles]);
  const cluster = prepareCluster(options, passwords.postgres);
  const base = `postgresql://127.0.0.1:${port}/${databaseName}`;
  const maintenanceUrl = urlWithLogin(base, { user: 'postgres', password: passwords.postgres, database: 'postgres' });
  const logFrom = logSize(files.logPath);
  const child = startServer(cluster, port, files);
  const stop = () => stopChild(child, 'SIGINT');
  try {
    await waitUntilReady({
      name: 'postgres',
      child,
      logPath: files.logPath,
      logFrom,
      timeoutMs: 120_000,
      intervalMs: 25,
      probe: () => probeDatabase(maintenanceUrl),
    });
    await ensureDatabase(maintenanceUrl, databaseName);
    const adminUrl = urlWithLogin(base, { user: 'postgres', password: passwords.postgres });
    await withClient(adminUrl, (client) => createServiceRoles(client, passwords));
    return { port, child, adminUrl, stop, serviceDatabase: (service) => serviceDatabase(base, service, passwords) };
  } catch (error) {
    await stop();
    throw error;
  }
}
