import { readFileSync } from 'node:fs';
import { busUsers, connectBus, provisionBus, type BusUser } from '@countersign/messaging';
import { z } from 'zod';
import { startEmbeddedNats } from '../nats/start-embedded-nats.js';
import type { Part } from '../supervision/part.js';
import type { BusSide } from './infrastructure.js';

/** Our own nats-server as a part of the instance. */
export function embeddedBus(
  options: { dataDir: string; port: number; environment: NodeJS.ProcessEnv },
  started: (side: BusSide) => void,
): Part {
  return {
    name: 'nats',
    tier: 0,
    async start() {
      const nats = await startEmbeddedNats(options);
      started({ natsUrl: nats.url, bus: (service) => nats.credentials(service) });
      return nats;
    },
  };
}

const passwordsSchema = z.record(z.enum(busUsers as readonly [BusUser, ...BusUser[]]), z.string().min(1));

function readPasswords(path: string | undefined): Record<BusUser, string> {
  const needed = `a JSON file with the password of each bus user: ${busUsers.join(', ')}. npm start -- --print-nats-config makes it, and prints what the servers have to be told.`;
  if (path === undefined) throw new Error(`NATS_URL is set; NATS_PASSWORDS_FILE has to name ${needed}`);
  try {
    return passwordsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new Error(`NATS_PASSWORDS_FILE names ${path}, which is not ${needed}`, { cause: error });
  }
}

const answerWithinMs = 10_000;

/** Somebody's own NATS, whose users were made from the generated permissions. */
export async function givenBus(url: string, environment: NodeJS.ProcessEnv): Promise<BusSide> {
  const passwords = readPasswords(environment.NATS_PASSWORDS_FILE);
  const servers = url.split(',').map((part) => part.trim());
  const credentials = (user: BusUser) => ({ servers, user, password: passwords[user] });
  const connection = await Promise.race([
    connectBus('provisioner', credentials('provisioner')),
    new Promise<null>((resolve) => setTimeout(() => resolve(null), answerWithinMs).unref()),
  ]);
  if (connection === null) throw new Error(`NATS_URL: ${url} did not let the user "provisioner" in within 10 s.`);
  await provisionBus(connection, servers.length >= 3 ? 3 : 1);
  await connection.close();
  return { natsUrl: url, bus: credentials };
}
