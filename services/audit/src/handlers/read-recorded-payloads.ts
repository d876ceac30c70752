import type { RecordedEvent, readRecordedPayloads as definition, Result } from '@countersign/contracts';
import type { z } from 'zod';
import { refusalToExport } from '../domain/access.js';
import type { RecordReader } from '../ports/record-reader.js';

type Request = z.output<typeof definition.request>;
type Response = z.input<typeof definition.response>;

/** A page must fit into one message of the bus; one event alone always does, for it came in one. */
const mostBytes = 500_000;

/** Events with what travelled beside them, newest first, for those who may take evidence out. */
export function readRecordedPayloads(parts: { record: RecordReader }) {
  return async ({ actor, fromIndex, types, payloads, limit }: Request): Promise<Result<Response>> => {
    const refusal = refusalToExport(actor);
    if (refusal) return { ok: false, refusal };
    const filter = { types, descending: true, ...(fromIndex === undefined ? {} : { fromIndex }) };
    // One more than asked for tells whether there is a next page.
    const found = await parts.record.listEvents(actor.tenant, filter, limit + 1);
    const events: Response['events'] = [];
    let bytes = 0;
    for (const event of found.slice(0, limit)) {
      const opened = await withPayloads(parts.record, actor.tenant, { event, payloads });
      bytes += Buffer.byteLength(JSON.stringify(opened));
      if (events.length > 0 && bytes > mostBytes) break;
      events.push(opened);
    }
    return { ok: true, value: { events, nextIndex: found[events.length]?.index ?? null } };
  };
}

async function withPayloads(
  record: RecordReader,
  tenant: string,
  { event, payloads }: { event: RecordedEvent; payloads: readonly string[] },
): Promise<Response['events'][number]> {
  const { index, type, time, leaf } = event;
  const opened: Record<string, string> = {};
  for await (const payload of record.payloads(tenant, { from: index, to: index + 1 })) {
    const isAsked = 'bytes' in payload && payloads.includes(payload.name);
    if (isAsked) opened[payload.name] = Buffer.from(payload.bytes).toString('base64');
  }
  return { index, type, time, leaf, payloads: opened };
}
