import type { EventFilter } from '../ports/record-reader.js';

const columns = 'index, type, id, source, subject, time, recorded_at, leaf';

/** One page of events by keyset: an index never moves, so pages neither overlap nor miss anything. */
export function eventQuery(tenant: string, filter: EventFilter, limit: number): { sql: string; parameters: unknown[] } {
  const parameters: unknown[] = [tenant];
  const conditions = ['tenant = $1'];
  const add = (condition: (placeholder: string) => string, value: unknown) => {
    if (value === undefined) return;
    parameters.push(value);
    conditions.push(condition(`$${parameters.length}`));
  };
  add((at) => `index ${filter.descending ? '<=' : '>='} ${at}`, filter.fromIndex);
  add((at) => `type = any(${at})`, filter.types);
  add((at) => `subject = ${at}`, filter.subject);
  add((at) => `run = ${at}`, filter.run);
  parameters.push(limit);
  const order = filter.descending ? 'desc' : 'asc';
  const where = conditions.join(' and ');
  return {
    sql: `select ${columns} from audit.leaves where ${where} order by index ${order} limit $${parameters.length}`,
    parameters,
  };
}
