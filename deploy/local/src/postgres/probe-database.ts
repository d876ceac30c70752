import pg from 'pg';

/** SQLSTATE 28P01: the server runs, the password is another one. */
const wrongPassword = '28P01';

const wrongPasswordAdvice =
  'The database was made with another password than the one kept in the secrets folder: ' +
  'restore that folder, or remove the whole data folder to begin anew.';

/** True once the server lets us in, null while it is still starting. */
export async function probeDatabase(url: string): Promise<true | null> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== wrongPassword) return null;
    throw new Error(wrongPasswordAdvice, { cause: error });
  } finally {
    await client.end().catch(() => undefined);
  }
}
