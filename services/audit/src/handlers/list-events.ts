import type { listEvents as definition, Result } from '@countersign/contracts';
import type { z } from 'zod';
import { refusalToRead } from '../domain/access.js';
import type { RecordReader } from '../ports/record-reader.js';

type Request = z.output<typeof definition.request>;
type Response = z.input<typeof definition.response>;

/** One page of the record and where the next one begins. */
export function listEvents(parts: { record: RecordReader }) {
  return async ({ actor, limit, ...filter }: Request): Promise<Result<Response>> => {
    const refusal = refusalToRead(actor);
    if (refusal) return { ok: false, refusal };
    const size = await parts.record.size(actor.tenant);
    // One more than asked for tells whether there is a next page.
    const found = await parts.record.listEvents(actor.tenant, filter, limit + 1);
    return { ok: true, value: { events: found.slice(0, limit), nextIndex: found[limit]?.index ?? null, size } };
  };
}
