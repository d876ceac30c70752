import { z } from 'zod';

/**
 * Payloads opened: what the leaf's commitments commit to. `salt` and `body` are base64; whether they are well formed shows
 * when what they decode to opens the commitment or does not.
 */
export const eventPayloadsSchema = z.record(
  z.string().regex(/^[a-z][a-z-]{0,31}$/),
  z.strictObject({ salt: z.string().max(64), body: z.string(), mediaType: z.string().max(128) }),
);
export type EventPayloads = z.infer<typeof eventPayloadsSchema>;

const lineFeed = 0x0a;

/** On the bus: the exact leaf bytes, then, only where there are payloads, one line feed and the payloads as JSON. RFC 8785 text holds no raw line feed. */
export function encodeEventMessage(leafBytes: Buffer, payloads: EventPayloads): Buffer {
  if (Object.keys(payloads).length === 0) return leafBytes;
  return Buffer.concat([leafBytes, Buffer.from(`\n${JSON.stringify(payloads)}`)]);
}

/** Splits a bus message without copying; `payloadsText` is empty where the message carries none. */
export function splitEventMessage(data: Uint8Array): { leafBytes: Uint8Array; payloadsBytes: Uint8Array | null } {
  const cut = data.indexOf(lineFeed);
  if (cut === -1) return { leafBytes: data, payloadsBytes: null };
  return { leafBytes: data.subarray(0, cut), payloadsBytes: data.subarray(cut + 1) };
}
