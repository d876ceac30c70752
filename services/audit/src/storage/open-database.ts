import { createDataSource, migrate, type DataSourceParts } from '@countersign/chassis';
import type { DataSource } from 'typeorm';
import { CreateRecord1763720000000 } from './migrations/create-record.js';

export interface DatabaseSettings {
  /** With the runtime role. */
  url: string;
  /** With the owner role; without it, migrations are somebody else's business. */
  migrationsUrl?: string | undefined;
  poolSize: number;
}

/** Brings the schema up to date, then connects for reading and for the outbox. The sealer has a connection of its own. */
export async function openDatabase({ url, migrationsUrl, poolSize }: DatabaseSettings): Promise<DataSource> {
  const parts: Omit<DataSourceParts, 'url'> = {
    schema: 'audit',
    entities: [],
    migrations: [CreateRecord1763720000000],
    poolSize,
  };
  if (migrationsUrl) await migrate({ ...parts, url: migrationsUrl });
  return createDataSource({ ...parts, url });
}
