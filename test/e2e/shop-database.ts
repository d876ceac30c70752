import pg from 'pg';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from './product.js';

const password = 'a-password-for-one-spec';

/** A database of a shop beside the product's own, with a role that may read it, whose password only the secrets store has. */
export async function makeShop({ dev, dataDir }: Product): Promise<number> {
  const own = new URL(dev.databaseUrl);
  await run(own, ['create database shop', `create role shop_readonly login password '${password}'`]);
  const shop = new URL(own);
  shop.pathname = '/shop';
  await run(shop, [
    'create table orders (id int primary key, email text)',
    "insert into orders values (1, 'a@example.com'), (2, 'b@example.com'), (3, 'c@example.com')",
    'create table customers (id int)',
    'grant select on all tables in schema public to shop_readonly',
  ]);
  const folder = join(dataDir, 'secrets', 'store', dev.tenant);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'shop_readonly'), password, { mode: 0o600 });
  return Number(own.port);
}

async function run(url: URL, statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
}
