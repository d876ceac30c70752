import { join } from 'node:path';
import { keepPasswords } from '../files/passwords.js';
import { serviceDatabase } from '../postgres/database-urls.js';
import { withClient } from '../postgres/ensure-database.js';
import { createServiceRoles, serviceRoles } from '../postgres/service-roles.js';
import { startEmbeddedPostgres } from '../postgres/start-embedded-postgres.js';
import type { Part } from '../supervision/part.js';
import type { DatabaseSide } from './infrastructure.js';

export interface EmbeddedSide {
  dataDir: string;
  port: number;
  notice: (text: string) => void;
}

/** Our own PostgreSQL as a part of the instance. */
export function embeddedDatabase(options: EmbeddedSide, started: (side: DatabaseSide) => void): Part {
  return {
    name: 'postgres',
    tier: 0,
    async start() {
      const postgres = await startEmbeddedPostgres(options);
      started({ databaseUrl: postgres.adminUrl, database: (service) => postgres.serviceDatabase(service) });
      return postgres;
    },
  };
}

/** Somebody's own PostgreSQL: its administrator's login makes the schemas and roles, the services use theirs. */
export async function givenDatabase(url: string, secretsDir: string): Promise<DatabaseSide> {
  if (!/^postgres(ql)?:\/\//.test(url))
    throw new Error(
      'DATABASE_URL is no address of a PostgreSQL server, such as postgres://user:password@host:5432/database.',
    );
  const passwords = keepPasswords(join(secretsDir, 'database.json'), serviceRoles);
  try {
    await withClient(url, (client) => createServiceRoles(client, passwords));
  } catch (error) {
    const why = (error as Error).message || (error as { code?: string }).code;
    throw new Error(
      `DATABASE_URL: ${why}. It takes a login that may create roles and schemas in the database it names.`,
      {
        cause: error,
      },
    );
  }
  return { databaseUrl: url, database: (service) => serviceDatabase(url, service, passwords) };
}
