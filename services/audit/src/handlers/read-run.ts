import type { readRun as definition, Result } from '@countersign/contracts';
import type { z } from 'zod';
import type { RecordReader } from '../ports/record-reader.js';

type Request = z.output<typeof definition.request>;
type Response = z.input<typeof definition.response>;

const pageSize = 100;
/** A page must fit into one message of the bus; one event alone always does, for it came in one. */
const mostBytes = 500_000;

/** One run's events in order, for a service that builds its state of the run anew. */
export function readRun(parts: { record: Pick<RecordReader, 'listEvents'> }) {
  return async ({ tenant, ...filter }: Request): Promise<Result<Response>> => {
    // One more than a page holds tells whether there is a next one.
    const found = await parts.record.listEvents(tenant, filter, pageSize + 1);
    const events: Response['events'] = [];
    let bytes = 0;
    for (const { index, type, leaf } of found.slice(0, pageSize)) {
      bytes += Buffer.byteLength(leaf);
      if (events.length > 0 && bytes > mostBytes) break;
      events.push({ index, type, leaf });
    }
    return { ok: true, value: { events, nextIndex: found[events.length]?.index ?? null } };
  };
}
