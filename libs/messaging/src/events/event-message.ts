import { z } from 'zod';
import { payloadEncoding } from './payload-encoding.js';

/**
 * Payloads as they travel. `salt` and `body` are base64; whether they are well formed shows when what they decode to opens
 * the commitment or does not.
 */
export const sentPayloadsSchema = z.record(
  z.string().regex(/^[a-z][a-z-]{0,31}$/),
  z.strictObject({
    salt: z.string().max(64),
    body: z.string(),
    mediaType: z.string().max(128),
    /** Absent: `body` is as it is. */
    encoding: z.literal(payloadEncoding).optional(),
  }),
);
export type SentPayloads = z.infer<typeof sentPayloadsSchema>;

/** Payloads opened: what the leaf's commitments commit to, `salt` and `body` in base64. */
export type EventPayloads = Record<string, { salt: string; body: string; mediaType: string }>;

/** What the stream takes as one message, with its headers; a server's usual limit is 1 MiB. */
export const maxStoredBytes = 900_000;
/** What of that an event may take. */
export const maxEventBytes = maxStoredBytes - 4_000;

const lineFeed = 0x0a;

/** On the bus: the exact leaf bytes, then, only where there are payloads, one line feed and the payloads as JSON. RFC 8785 text holds no raw line feed. */
export function encodeEventMessage(leafBytes: Buffer, payloads: SentPayloads): Buffer {
  if (Object.keys(payloads).length === 0) return leafBytes;
  return Buffer.concat([leafBytes, Buffer.from(`\n${JSON.stringify(payloads)}`)]);
}

/** Splits a bus message without copying; `payloadsText` is empty where the message carries none. */
export function splitEventMessage(data: Uint8Array): { leafBytes: Uint8Array; payloadsBytes: Uint8Array | null } {
  const cut = data.indexOf(lineFeed);
  if (cut === -1) return { leafBytes: data, payloadsBytes: null };
  return { leafBytes: data.subarray(0, cut), payloadsBytes: data.subarray(cut + 1) };
}
