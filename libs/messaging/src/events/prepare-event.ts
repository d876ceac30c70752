import { eventMessageId, eventSubject, maxLeafBytes, type Actor, type EventDefinition } from '@countersign/contracts';
import { canonicalBytes, saltedCommitment } from '@countersign/evidence';
import type { z } from 'zod';
import { encodeEventMessage, type SentPayloads } from './event-message.js';
import { encodeBody } from './payload-encoding.js';

/** Content beside the leaf. Give the same salt wherever the same content must be recognised by its commitment. */
export interface EventPayload {
  body: Uint8Array;
  mediaType: string;
  /** 32 random bytes. */
  salt: Uint8Array;
}

export interface NewEvent<D> {
  id: string;
  tenant: string;
  /** RFC 3339 UTC with milliseconds. */
  time: string;
  actor: Actor;
  subject: string;
  data: D;
  agent?: string | undefined;
  run?: string | undefined;
  traceparent?: string | undefined;
  cause?: string[];
  payloads?: Record<string, EventPayload>;
}

/** An event ready to be stored in an outbox or published: its bytes never change again. */
export interface PreparedEvent {
  id: string;
  tenant: string;
  type: string;
  subject: string;
  messageId: string;
  body: Buffer;
}

function openPayloads(payloads: Record<string, EventPayload>): SentPayloads {
  const entries = Object.entries(payloads).map(([name, payload]) => [
    name,
    {
      salt: Buffer.from(payload.salt).toString('base64'),
      ...encodeBody(payload.body),
      mediaType: payload.mediaType,
    },
  ]);
  return Object.fromEntries(entries) as SentPayloads;
}

function commitments(payloads: Record<string, EventPayload>) {
  return Object.entries(payloads).map(([name, payload]) => ({
    name,
    commitment: saltedCommitment(payload.salt, payload.body),
    mediaType: payload.mediaType,
    bytes: payload.body.byteLength,
  }));
}

function leafOf<D>(definition: EventDefinition, event: NewEvent<D>) {
  const { payloads, cause, agent, run, traceparent, ...rest } = event;
  return {
    v: 1,
    type: definition.type,
    source: definition.writer,
    ...rest,
    ...(agent === undefined ? {} : { agent }),
    ...(run === undefined ? {} : { run }),
    ...(traceparent === undefined ? {} : { traceparent }),
    ...(cause && cause.length > 0 ? { cause } : {}),
    ...(payloads && Object.keys(payloads).length > 0 ? { payloads: commitments(payloads) } : {}),
  };
}

/** Canonicalises an event once (RFC 8785); these bytes are the leaf. */
export function prepareEvent<T extends string, D extends z.ZodType>(
  definition: EventDefinition<T, D>,
  event: NewEvent<z.input<D>>,
): PreparedEvent {
  const leafBytes = canonicalBytes(leafOf(definition as unknown as EventDefinition, event));
  if (leafBytes.byteLength > maxLeafBytes) {
    throw new Error(
      `event ${definition.type} ${event.id} has a leaf of ${leafBytes.byteLength} bytes; the limit is ${maxLeafBytes}`,
    );
  }
  const { tenant, id, subject } = event;
  return {
    id,
    tenant,
    type: definition.type,
    subject: eventSubject({ source: definition.writer, tenant, type: definition.type, subject }),
    messageId: eventMessageId({ tenant, type: definition.type, id }),
    body: encodeEventMessage(leafBytes, openPayloads(event.payloads ?? {})),
  };
}
