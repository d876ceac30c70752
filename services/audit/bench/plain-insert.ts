import pg from 'pg';
import type { CandidateEvent } from '../src/domain/candidate.js';
import { binaryArray } from '../src/storage/binary-array.js';

const tables = [
  'create table if not exists plain_leaves (tenant text, index bigint, type text, source text, id text, subject text, run text, time text, recorded_at timestamptz, leaf bytea, leaf_hash bytea, primary key (tenant, index))',
  'create table if not exists plain_payloads (tenant text, index bigint, name text, media_type text, salt bytea, body bytea)',
];
const leafSql = `insert into plain_leaves select t, i, ty, so, id, su, r, ti, now(), l, h
  from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bytea[], $10::bytea[]) as x (t, i, ty, so, id, su, r, ti, l, h)`;
const payloadSql = `insert into plain_payloads select t, i, n, m, s, b
  from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bytea[], $6::bytea[]) as x (t, i, n, m, s, b)`;

function leafParameters(events: readonly CandidateEvent[], from: number): Buffer[] {
  const text = (pick: (event: CandidateEvent) => string) => binaryArray.text(events.map(pick));
  return [
    text((event) => event.tenant),
    binaryArray.int8(events.map((_, nth) => from + nth)),
    text((event) => event.type),
    text((event) => event.source),
    text((event) => event.id),
    text((event) => event.subject),
    text((event) => event.run ?? ''),
    text((event) => event.time),
    binaryArray.bytea(events.map((event) => event.bytes)),
    binaryArray.bytea(events.map((event) => event.hash)),
  ];
}

function payloadParameters(events: readonly CandidateEvent[], from: number): Buffer[] {
  const rows = events.flatMap(({ tenant, payloads }, nth) =>
    payloads.map((row) => ({ tenant, index: from + nth, ...row })),
  );
  return [
    binaryArray.text(rows.map((row) => row.tenant)),
    binaryArray.int8(rows.map((row) => row.index)),
    binaryArray.text(rows.map((row) => row.name)),
    binaryArray.text(rows.map((row) => row.mediaType)),
    binaryArray.bytea(rows.map((row) => row.salt)),
    binaryArray.bytea(rows.map((row) => row.body)),
  ];
}

/**
 * What sealing is measured against: the same rows in batches of the same size, as fast as this driver can bring them in.
 * No parsing, hashing, validation, de-duplication, tree, row-level security or second index.
 */
export async function plainInsert(url: string, events: readonly CandidateEvent[], batch: number): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const table of tables) await client.query(table);
  const { rows } = await client.query<{ next: string }>('select coalesce(max(index) + 1, 0) as next from plain_leaves');
  const base = Number(rows[0]?.next);
  for (let at = 0; at < events.length; at += batch) {
    const slice = events.slice(at, at + batch);
    await client.query('begin');
    await client.query({ name: 'leaves', text: leafSql, values: leafParameters(slice, base + at) });
    await client.query({ name: 'payloads', text: payloadSql, values: payloadParameters(slice, base + at) });
    await client.query('commit');
  }
  await client.end();
}
