import {
  eventDefinitionOf,
  leafHeaderSchema,
  maxLeafBytes,
  parseEventSubject,
  type Leaf,
  type Result,
} from '@countersign/contracts';
import { canonicalJson, parseStrictJson, saltedCommitment } from '@countersign/evidence';
import type { ReceivedEvent } from '../ports/received-event.js';
import { eventPayloadsSchema, splitEventMessage, type EventPayloads } from './event-message.js';

function refused(reasonCode: string, message: string): Result<never> {
  return { ok: false, refusal: { reasonCode, message } };
}

function parseLeaf(leafBytes: Uint8Array): Result<Leaf> {
  if (leafBytes.byteLength > maxLeafBytes) return refused('leaf_too_large', `a leaf has at most ${maxLeafBytes} bytes`);
  const json = parseStrictJson(leafBytes);
  if (!json.ok) return refused('leaf_not_json', json.refusal.message);
  const header = leafHeaderSchema.safeParse(json.value);
  const definition = header.success ? eventDefinitionOf(header.data.type) : undefined;
  if (!definition) return refused('event_type_unknown', 'the leaf has no known event type');
  const leaf = definition.leafSchema.safeParse(json.value);
  if (!leaf.success) return refused('event_schema_mismatch', leaf.error.issues[0]?.message ?? 'schema mismatch');
  if (definition.writer !== leaf.data.source)
    return refused('event_wrong_writer', `only ${definition.writer} writes ${definition.type}`);
  if (canonicalJson(json.value) !== Buffer.from(leafBytes).toString('utf8'))
    return refused('leaf_not_canonical', 'the leaf is not in RFC 8785 form');
  return { ok: true, value: leaf.data as Leaf };
}

function parsePayloads(leaf: Leaf, bytes: Uint8Array | null): Result<EventPayloads> {
  const parsed = eventPayloadsSchema.safeParse(bytes === null ? {} : safeJson(bytes));
  if (!parsed.success) return refused('payloads_malformed', 'the payloads beside the leaf are malformed');
  const committed = leaf.payloads ?? [];
  if (committed.length !== Object.keys(parsed.data).length)
    return refused('payloads_mismatch', 'payloads and commitments differ in number');
  for (const commitment of committed) {
    const payload = parsed.data[commitment.name];
    const opened =
      payload && saltedCommitment(Buffer.from(payload.salt, 'base64'), Buffer.from(payload.body, 'base64'));
    if (opened !== commitment.commitment)
      return refused('payloads_mismatch', `payload ${commitment.name} does not open its commitment`);
  }
  return { ok: true, value: parsed.data };
}

function safeJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return null;
  }
}

function matchesSubject(subject: string, leaf: Leaf): boolean {
  const parsed = parseEventSubject(subject);
  return (
    parsed !== null &&
    parsed.source === leaf.source &&
    parsed.tenant === leaf.tenant &&
    parsed.type === leaf.type &&
    parsed.subject === leaf.subject
  );
}

/** The only way a bus message becomes an event: strict JSON, known type, right writer, canonical bytes, subject and commitments that match. */
export function parseEventMessage(subject: string, data: Uint8Array): Result<ReceivedEvent> {
  const { leafBytes, payloadsBytes } = splitEventMessage(data);
  const leaf = parseLeaf(leafBytes);
  if (!leaf.ok) return leaf;
  if (!matchesSubject(subject, leaf.value))
    return refused('subject_mismatch', 'the subject does not say what the leaf says');
  const payloads = parsePayloads(leaf.value, payloadsBytes);
  if (!payloads.ok) return payloads;
  return { ok: true, value: { leaf: leaf.value, leafBytes, payloads: payloads.value } };
}
