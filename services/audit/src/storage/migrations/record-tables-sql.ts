import { confineToTenant } from '@countersign/chassis';
import { appendOnly, refuseChangeSql, role } from './append-only-sql.js';

/** Byte order everywhere: the same order on every machine, and the cheapest. */
const text = 'text collate "C"';

const leaves = [
  `create table audit.leaves (
    tenant ${text} not null, index bigint not null check (index >= 0),
    type ${text} not null, source ${text} not null, id ${text} not null, subject ${text} not null, run ${text},
    time ${text} not null, recorded_at timestamptz not null,
    leaf bytea not null, leaf_hash bytea not null check (octet_length(leaf_hash) = 32),
    primary key (tenant, index), constraint leaves_event_once unique (tenant, source, id))`,
  `alter table audit.leaves alter column leaf set storage external`,
  `create index leaves_subject on audit.leaves (tenant, subject, index)`,
  `create index leaves_run on audit.leaves (tenant, run, index) where run is not null`,
];

const payloads = [
  `create table audit.payloads (
    tenant ${text} not null, index bigint not null, name ${text} not null, nth int not null,
    salt bytea not null, body bytea not null, media_type ${text} not null, primary key (tenant, index, name))`,
];

const nodes = [
  `create table audit.nodes (
    tenant ${text} not null, level int not null, index bigint not null, hash bytea not null check (octet_length(hash) = 32),
    primary key (tenant, level, index))`,
];

const checkpoints = [
  `create table audit.checkpoints (
    tenant ${text} not null, size bigint not null, note ${text} not null, hashes bytea not null,
    epoch bigint not null, published_at timestamptz not null, primary key (tenant, size))`,
];

const heads = [
  `create table audit.heads (
    tenant ${text} primary key, size bigint not null, hashes bytea not null, due_size bigint not null, epoch bigint not null
  ) with (fillfactor = 50)`,
  `grant select, insert, update (size, hashes, due_size, epoch) on audit.heads to ${role}`,
];

/** The work of sealing crosses tenants; of tree heads and checkpoints, which hold hashes only, it may see all. */
function readableAcrossTenants(table: string): string {
  return `create policy every_tenant on ${table} for select using (nullif(current_setting('app.tenant', true), '') = '*')`;
}

const sealer = [
  `create table audit.sealer (
    only_one boolean primary key default true check (only_one), epoch bigint not null, incarnation ${text},
    sequence bigint not null, digest ${text}) with (fillfactor = 10)`,
  `insert into audit.sealer (epoch, sequence) values (0, 0)`,
  `alter table audit.sealer enable row level security`,
  `alter table audit.sealer force row level security`,
  `create policy everybody_reads on audit.sealer for select using (true)`,
  `create policy every_tenant on audit.sealer for update using (nullif(current_setting('app.tenant', true), '') = '*')`,
  `grant select, update (epoch, incarnation, sequence, digest) on audit.sealer to ${role}`,
];

const appendOnlyTables = ['audit.leaves', 'audit.payloads', 'audit.nodes', 'audit.checkpoints'];

/** The record: what is sealed, the tree over it, and who may seal. */
export const recordTablesSql = [
  refuseChangeSql,
  ...leaves,
  ...payloads,
  ...nodes,
  ...checkpoints,
  ...heads,
  ...sealer,
  ...[...appendOnlyTables, 'audit.heads'].flatMap(confineToTenant),
  ...appendOnlyTables.flatMap(appendOnly),
  ...['audit.heads', 'audit.checkpoints'].map(readableAcrossTenants),
];
