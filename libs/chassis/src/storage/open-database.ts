import type { DataSource } from 'typeorm';
import { createDataSource, migrate, type DataSourceParts } from './create-data-source.js';

export interface DatabaseSettings {
  /** With the runtime role. */
  DATABASE_URL: string;
  /** With the owner role; without it, migrations are somebody else's business. */
  MIGRATIONS_DATABASE_URL?: string | undefined;
  DATABASE_POOL_SIZE: number;
}

/** Brings a service's schema up to date, then connects to it with the runtime role. */
export async function openDatabase(
  schema: string,
  settings: DatabaseSettings,
  migrations: DataSourceParts['migrations'],
): Promise<DataSource> {
  const parts = { schema, entities: [], migrations, poolSize: settings.DATABASE_POOL_SIZE };
  if (settings.MIGRATIONS_DATABASE_URL) await migrate({ ...parts, url: settings.MIGRATIONS_DATABASE_URL });
  return createDataSource({ ...parts, url: settings.DATABASE_URL });
}
