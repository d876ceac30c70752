import { eventDefinitionOf, readRecordedPayloads, type Leaf } from '@countersign/contracts';
import { parseStrictJson } from '@countersign/evidence';
import type { RpcPort } from '@countersign/messaging';
import type { z } from 'zod';
import { recordedCallTypes, type RecordedEvent } from '../domain/simulate/recorded-calls.js';
import type { ReadRecord } from '../handlers/ports.js';

type Page = z.output<typeof readRecordedPayloads.response>;

/** More than this is not held in memory at once. */
const mostEvents = 60_000;
const mostBytes = 64 * 1024 * 1024;
const pageTimeoutMs = 10_000;

/** Reads a tenant's calls from audit, newest first, with the rights of the person who asked. */
export function readRecord(rpc: RpcPort): ReadRecord {
  return async (actor, since) => {
    const request = { actor, types: recordedCallTypes, payloads: ['arguments', 'input'], limit: 100 };
    const events: RecordedEvent[] = [];
    let bytes = 0;
    let fromIndex: number | undefined;
    for (;;) {
      const from = fromIndex === undefined ? {} : { fromIndex };
      const page = await rpc.call(readRecordedPayloads, { ...request, ...from }, pageTimeoutMs);
      if (!page.ok) return page;
      const recent = page.value.events.filter(({ time }) => time >= since);
      events.push(...recent.map(recordedEvent));
      bytes += recent.reduce((sum, event) => sum + sizeOf(event), 0);
      const { nextIndex } = page.value;
      if (nextIndex === null || recent.length < page.value.events.length)
        return { ok: true, value: { events, truncated: false } };
      if (events.length >= mostEvents || bytes >= mostBytes) return { ok: true, value: { events, truncated: true } };
      fromIndex = nextIndex;
    }
  };
}

function sizeOf({ leaf, payloads }: Page['events'][number]): number {
  return leaf.length + Object.values(payloads).reduce((sum, body) => sum + body.length, 0);
}

/** The record is ours, and is read as strictly as the bus. */
function recordedEvent({ index, type, leaf, payloads }: Page['events'][number]): RecordedEvent {
  const definition = eventDefinitionOf(type);
  if (!definition) throw new Error(`event ${index} of the record is of the unknown type ${type}`);
  const parsed = definition.leafSchema.parse(JSON.parse(leaf)) as Leaf;
  const opened = Object.entries(payloads).flatMap(([name, body]) => {
    const value = parseStrictJson(Buffer.from(body, 'base64'));
    return value.ok ? [[name, value.value]] : [];
  });
  return { leaf: parsed, payloads: Object.fromEntries(opened) as RecordedEvent['payloads'] };
}
