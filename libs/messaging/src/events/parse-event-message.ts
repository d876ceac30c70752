import {
  eventDefinitionOf,
  eventSubject,
  maxLeafBytes,
  type Leaf,
  type PayloadCommitment,
  type Result,
} from '@countersign/contracts';
import { saltedCommitment } from '@countersign/evidence';
import type { ReceivedEvent } from '../ports/received-event.js';
import { sentPayloadsSchema, splitEventMessage, type EventPayloads, type SentPayloads } from './event-message.js';
import { parseCanonicalJson } from './parse-canonical-json.js';
import { decodeBody } from './payload-encoding.js';

function refused(reasonCode: string, message: string): Result<never> {
  return { ok: false, refusal: { reasonCode, message } };
}

function parseLeaf(leafBytes: Uint8Array): Result<Leaf> {
  if (leafBytes.byteLength > maxLeafBytes) return refused('leaf_too_large', `a leaf has at most ${maxLeafBytes} bytes`);
  const json = parseCanonicalJson(leafBytes);
  if (!json.ok) return json;
  const type = (json.value as { type?: unknown } | null)?.type;
  const definition = typeof type === 'string' ? eventDefinitionOf(type) : undefined;
  if (!definition) return refused('event_type_unknown', 'the leaf has no known event type');
  const leaf = definition.leafSchema.safeParse(json.value);
  if (!leaf.success) return refused('event_schema_mismatch', leaf.error.issues[0]?.message ?? 'schema mismatch');
  if (definition.writer !== leaf.data.source)
    return refused('event_wrong_writer', `only ${definition.writer} writes ${definition.type}`);
  return { ok: true, value: leaf.data as Leaf };
}

function parsePayloads(leaf: Leaf, bytes: Uint8Array | null): Result<EventPayloads> {
  const committed = leaf.payloads ?? [];
  if (bytes === null && committed.length === 0) return { ok: true, value: {} };
  const parsed = sentPayloadsSchema.safeParse(bytes === null ? {} : safeJson(bytes));
  if (!parsed.success) return refused('payloads_malformed', 'the payloads beside the leaf are malformed');
  const names = new Set(committed.map((commitment) => commitment.name));
  if (names.size !== committed.length || names.size !== Object.keys(parsed.data).length)
    return refused('payloads_mismatch', 'payloads and commitments are not the same');
  const opened: EventPayloads = {};
  for (const commitment of committed) {
    const payload = open(parsed.data[commitment.name], commitment);
    if (!payload) return refused('payloads_mismatch', `payload ${commitment.name} does not open its commitment`);
    opened[commitment.name] = payload;
  }
  return { ok: true, value: opened };
}

function open(payload: SentPayloads[string] | undefined, commitment: PayloadCommitment): EventPayloads[string] | null {
  if (!payload || payload.mediaType !== commitment.mediaType) return null;
  const body = decodeBody(payload, commitment.bytes);
  if (!body || saltedCommitment(Buffer.from(payload.salt, 'base64'), body) !== commitment.commitment) return null;
  const { salt, mediaType, encoding } = payload;
  return { salt, mediaType, body: encoding === undefined ? payload.body : body.toString('base64') };
}

function safeJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return null;
  }
}

/** The only way a bus message becomes an event: strict JSON, known type, right writer, canonical bytes, subject and commitments that match. */
export function parseEventMessage(subject: string, data: Uint8Array): Result<ReceivedEvent> {
  const { leafBytes, payloadsBytes } = splitEventMessage(data);
  const leaf = parseLeaf(leafBytes);
  if (!leaf.ok) return leaf;
  if (subject !== eventSubject(leaf.value))
    return refused('subject_mismatch', 'the subject does not say what the leaf says');
  const payloads = parsePayloads(leaf.value, payloadsBytes);
  if (!payloads.ok) return payloads;
  return { ok: true, value: { leaf: leaf.value, leafBytes, payloads: payloads.value } };
}
