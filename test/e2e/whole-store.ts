import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import type { Product } from './product.js';

/** The forms in which a value may be kept: as it is, and within base64, wherever in it. */
function formsOf(value: string): string[] {
  const shifted = [0, 1, 2].map((shift) => {
    const encoded = Buffer.from(`${'x'.repeat(shift)}${value}`, 'utf8').toString('base64');
    return encoded.slice(shift === 0 ? 0 : 4, -4);
  });
  return [value, ...shifted];
}

/** Tables of all services in which a value is found in some row. */
async function tablesWith({ dev }: Product, forms: readonly string[]): Promise<string[]> {
  const client = new pg.Client({ connectionString: dev.databaseUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    );
    // Bytes are shown as hexadecimal digits.
    const patterns = forms.flatMap((form) => [form, Buffer.from(form).toString('hex')]).map((form) => `%${form}%`);
    const found: string[] = [];
    for (const { name } of tables) {
      const { rowCount } = await client.query(`select 1 from ${name} t where t::text like any($1) limit 1`, [patterns]);
      if (rowCount) found.push(name);
    }
    return found;
  } finally {
    await client.end();
  }
}

/** Files of an instance with the value in them: logs, the stream of the bus, everything but the database's own. */
function filesWith({ dataDir }: Product, forms: readonly string[]): string[] {
  const databases = /^postgres/;
  const entries = readdirSync(dataDir, { withFileTypes: true }).filter(({ name }) => !databases.test(name));
  const files = entries
    .filter((entry) => entry.isDirectory() || entry.isFile())
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(dataDir, entry.name), { recursive: true, withFileTypes: true })
            .filter((one) => one.isFile())
            .map((one) => join(one.parentPath, one.name))
        : [join(dataDir, entry.name)],
    );
  return files.filter((file) => {
    const bytes = contentOf(file);
    return forms.some((form) => bytes.includes(form));
  });
}

/** The bus is at work: a file of its may be gone by the time that it is read. */
function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

/** Where, of all that an instance keeps, a value is found: names of tables and files. */
export async function placesWith(product: Product, value: string): Promise<string[]> {
  const forms = formsOf(value);
  return [...(await tablesWith(product, forms)), ...filesWith(product, forms)];
}
