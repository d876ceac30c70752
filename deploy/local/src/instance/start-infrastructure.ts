import type { Ports } from '../ports/parts.js';
import type { Part } from '../supervision/part.js';
import type { Supervisor } from '../supervision/supervisor.js';
import { embeddedBus, givenBus } from './bus-side.js';
import { embeddedDatabase, givenDatabase } from './database-side.js';
import type { BusSide, DatabaseSide, Infrastructure } from './infrastructure.js';
import type { LaunchRequest } from './launch-request.js';
import type { InstancePaths } from './paths.js';

interface InfrastructureNeeds {
  request: LaunchRequest;
  paths: InstancePaths;
  ports: Ports;
  supervisor: Supervisor;
}

async function startDatabase({ request, paths, ports, supervisor }: InfrastructureNeeds): Promise<DatabaseSide> {
  const given = request.environment.DATABASE_URL;
  if (given) return givenDatabase(given, paths.secrets);
  const { dataDir, notice } = request;
  return started(supervisor, (tell) => embeddedDatabase({ dataDir, port: ports.postgres, notice }, tell));
}

async function startBus({ request, ports, supervisor }: InfrastructureNeeds): Promise<BusSide> {
  const { dataDir, environment } = request;
  if (environment.NATS_URL) return givenBus(environment.NATS_URL, environment);
  return started(supervisor, (tell) => embeddedBus({ dataDir, port: ports.nats, environment }, tell));
}

async function started<Side>(supervisor: Supervisor, partFor: (tell: (side: Side) => void) => Part): Promise<Side> {
  let known: Side | undefined;
  await supervisor.start([partFor((side) => (known = side))]);
  if (known === undefined) throw new Error('a part started without saying where it listens');
  return known;
}

/** Starts PostgreSQL and NATS side by side, or goes to the servers that the environment names. */
export async function startInfrastructure(needs: InfrastructureNeeds): Promise<Infrastructure> {
  const [database, bus] = await Promise.all([startDatabase(needs), startBus(needs)]);
  return { ...database, ...bus };
}
