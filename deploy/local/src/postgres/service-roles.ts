import pg from 'pg';

/** The services with a schema of their own. */
export const storingServices = ['gateway', 'policy', 'approvals', 'credentials', 'audit'] as const;
export type StoringService = (typeof storingServices)[number];

/** `<service>_owner` owns the schema and runs its migrations; `<service>_rw` is what the running service logs in as. */
export type ServiceRole = `${StoringService}_owner` | `${StoringService}_rw`;
export const serviceRoles: readonly ServiceRole[] = storingServices.flatMap((service) => [
  `${service}_owner` as const,
  `${service}_rw` as const,
]);

const attributes = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS';

function ensureRole(role: ServiceRole, password: string): string {
  const literal = pg.escapeLiteral(password);
  return `DO $role$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN CREATE ROLE ${role} ${attributes}; END IF;
  END $role$;
  ALTER ROLE ${role} WITH LOGIN PASSWORD ${literal};`;
}

/**
 * Audit's migrations grant each right themselves (INSERT and SELECT only); elsewhere the running service may work with
 * the rows of every table that a migration makes.
 */
function defaultGrants(service: StoringService): string {
  if (service === 'audit') return '';
  const forOwner = `ALTER DEFAULT PRIVILEGES FOR ROLE ${service}_owner IN SCHEMA ${service}`;
  return `${forOwner} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${service}_rw;
  ${forOwner} GRANT USAGE, SELECT ON SEQUENCES TO ${service}_rw;`;
}

function ensureSchema(service: StoringService): string {
  return `CREATE SCHEMA IF NOT EXISTS ${service} AUTHORIZATION ${service}_owner;
  REVOKE ALL ON SCHEMA ${service} FROM PUBLIC;
  GRANT USAGE ON SCHEMA ${service} TO ${service}_rw;
  ${defaultGrants(service)}
  ALTER ROLE ${service}_owner SET search_path = ${service};
  ALTER ROLE ${service}_rw SET search_path = ${service};`;
}

/** An administrator that is no superuser may act for the owners only as their member. */
const borrowOwners = (verb: 'GRANT' | 'REVOKE') =>
  storingServices
    .map((service) => `${verb} ${service}_owner ${verb === 'GRANT' ? 'TO' : 'FROM'} CURRENT_USER;`)
    .join('\n');

async function isSuperuser(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ rolsuper: boolean }>(
    'SELECT rolsuper FROM pg_roles WHERE rolname = current_user',
  );
  return rows[0]?.rolsuper === true;
}

/** Makes a schema, an owner and a runtime role for each service in the database of this connection; repeatable. */
export async function createServiceRoles(client: pg.Client, passwords: Record<ServiceRole, string>): Promise<void> {
  const superuser = await isSuperuser(client);
  const statements = [
    ...serviceRoles.map((role) => ensureRole(role, passwords[role])),
    ...(superuser ? [] : [borrowOwners('GRANT')]),
    `DO $db$ BEGIN EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
      EXECUTE format('GRANT CONNECT ON DATABASE %I TO ${serviceRoles.join(', ')}', current_database()); END $db$;`,
    'REVOKE ALL ON SCHEMA public FROM PUBLIC;',
    ...storingServices.map(ensureSchema),
    ...(superuser ? [] : [borrowOwners('REVOKE')]),
  ];
  await client.query(['BEGIN;', ...statements, 'COMMIT;'].join('\n'));
}
