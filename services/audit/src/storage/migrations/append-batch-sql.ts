import { role } from './append-only-sql.js';

/**
 * One transaction and one round trip for a whole batch. Runs with the caller's rights, under row-level security, tenant
 * by tenant. False: a newer sealer has taken over, or the stream position is not where the caller believes.
 * Names and identifiers, which never hold a line feed, come as one text for a column, for that is the cheapest to send.
 */
const appendBatch = `create function audit.append_batch(
  p_epoch bigint, p_old_incarnation text, p_old_sequence bigint, p_incarnation text, p_sequence bigint, p_digest text,
  p_recorded_at timestamptz,
  p_tenants text[], p_old_sizes bigint[], p_sizes bigint[], p_due_sizes bigint[], p_hashes bytea[],
  p_payload_counts int[], p_node_counts int[],
  p_types text, p_sources text, p_ids text, p_subjects text, p_runs text, p_times text,
  p_leaves bytea[], p_leaf_hashes bytea[],
  p_payload_indexes bigint[], p_payload_names text[], p_payload_media_types text[], p_payload_salts bytea[], p_payload_bodies bytea[],
  p_node_levels int[], p_node_indexes bigint[], p_node_hashes bytea[]
) returns boolean language plpgsql security invoker as $$
declare
  a int; z int := 0; pa int; pz int := 0; na int; nz int := 0;
  types text[] := string_to_array(p_types, E'\\n'); sources text[] := string_to_array(p_sources, E'\\n');
  ids text[] := string_to_array(p_ids, E'\\n'); subjects text[] := string_to_array(p_subjects, E'\\n');
  runs text[] := string_to_array(p_runs, E'\\n', '-'); times text[] := string_to_array(p_times, E'\\n');
begin
  perform set_config('app.tenant', '*', true);
  update audit.sealer set incarnation = p_incarnation, sequence = p_sequence, digest = p_digest
    where epoch = p_epoch and incarnation is not distinct from p_old_incarnation and sequence = p_old_sequence;
  if not found then return false; end if;
  for k in 1 .. cardinality(p_tenants) loop
    perform set_config('app.tenant', p_tenants[k], true);
    if p_old_sizes[k] = 0 then
      insert into audit.heads (tenant, size, hashes, due_size, epoch)
        values (p_tenants[k], p_sizes[k], p_hashes[k], p_due_sizes[k], p_epoch);
    else
      update audit.heads set size = p_sizes[k], hashes = p_hashes[k], due_size = p_due_sizes[k], epoch = p_epoch
        where tenant = p_tenants[k] and size = p_old_sizes[k];
      if not found then raise exception 'the tree of % has not the size %', p_tenants[k], p_old_sizes[k]; end if;
    end if;
    a := z + 1; z := z + (p_sizes[k] - p_old_sizes[k])::int;
    insert into audit.leaves (tenant, index, type, source, id, subject, run, time, recorded_at, leaf, leaf_hash)
      select p_tenants[k], p_old_sizes[k] + l.nth - 1, l.type, l.source, l.id, l.subject, l.run, l.time, p_recorded_at, l.leaf, l.hash
      from unnest(types[a:z], sources[a:z], ids[a:z], subjects[a:z], runs[a:z], times[a:z], p_leaves[a:z], p_leaf_hashes[a:z])
        with ordinality as l (type, source, id, subject, run, time, leaf, hash, nth);
    if p_payload_counts[k] > 0 then
      pa := pz + 1; pz := pz + p_payload_counts[k];
      insert into audit.payloads (tenant, index, name, nth, media_type, salt, body)
        select p_tenants[k], p.index, p.name, p.nth, p.media_type, p.salt, p.body
        from unnest(p_payload_indexes[pa:pz], p_payload_names[pa:pz], p_payload_media_types[pa:pz], p_payload_salts[pa:pz], p_payload_bodies[pa:pz])
          with ordinality as p (index, name, media_type, salt, body, nth);
    end if;
    if p_node_counts[k] > 0 then
      na := nz + 1; nz := nz + p_node_counts[k];
      insert into audit.nodes (tenant, level, index, hash)
        select p_tenants[k], n.level, n.index, n.hash
        from unnest(p_node_levels[na:nz], p_node_indexes[na:nz], p_node_hashes[na:nz]) as n (level, index, hash);
    end if;
  end loop;
  return true;
end $$`;

/** For the rare batch with an event that is there already: what is there. */
const findLeaves = `create function audit.find_leaves(p_tenants text[], p_sources text[], p_ids text[])
  returns table (found_tenant text, found_source text, found_id text, found_hash bytea) language plpgsql security invoker as $$
begin
  for found_tenant in select distinct unnest(p_tenants) loop
    perform set_config('app.tenant', found_tenant, true);
    return query select l.tenant, l.source, l.id, l.leaf_hash
      from unnest(p_tenants, p_sources, p_ids) as asked (tenant, source, id)
      join audit.leaves l on l.tenant = found_tenant and l.source = asked.source and l.id = asked.id
      where asked.tenant = found_tenant;
  end loop;
end $$`;

const functionNames = ['audit.append_batch', 'audit.find_leaves'];

export const appendBatchSql = [
  appendBatch,
  findLeaves,
  ...functionNames.map((name) => `revoke all on function ${name} from public`),
  ...functionNames.map((name) => `grant execute on function ${name} to ${role}`),
];
