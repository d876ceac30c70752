import { DataSource, type EntityTarget, type MixedList, type ObjectLiteral } from 'typeorm';

type MigrationClass = new () => { up: unknown; down: unknown };

export interface DataSourceParts {
  url: string;
  /** The service's own Postgres schema. */
  schema: string;
  entities: EntityTarget<ObjectLiteral>[];
  migrations: MigrationClass[];
  poolSize: number;
}

function optionsOf(parts: DataSourceParts) {
  return {
    type: 'postgres' as const,
    url: parts.url,
    schema: parts.schema,
    entities: parts.entities as MixedList<never>,
    migrations: parts.migrations as MixedList<never>,
    migrationsTableName: 'migrations',
    uuidExtension: 'pgcrypto' as const,
    installExtensions: false,
    poolSize: parts.poolSize,
    extra: {
      options: `-c search_path=${parts.schema}`,
      statement_timeout: 15_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  };
}

/** Applies migrations with the owner role, then closes: the owner role is not used at run time. */
export async function migrate(parts: DataSourceParts): Promise<void> {
  const owner = await new DataSource({ ...optionsOf(parts), poolSize: 1 }).initialize();
  try {
    // One replica migrates; the others wait here and then find nothing to do.
    await owner.query('select pg_advisory_lock(hashtext($1))', [`countersign:${parts.schema}`]);
    await owner.runMigrations({ transaction: 'each' });
  } finally {
    await owner.destroy();
  }
}

export function createDataSource(parts: DataSourceParts): Promise<DataSource> {
  return new DataSource(optionsOf(parts)).initialize();
}
