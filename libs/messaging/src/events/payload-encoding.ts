import { deflateSync, inflateSync } from 'node:zlib';

/** How a body travels where it would not fit as it is. What is committed to, stored and exported is always the body itself. */
export const payloadEncoding = 'deflate';

/** A longer body would take most of a message of the bus in base64. */
const mostPlain = 450_000;
/** A payload is never longer than this, however well it can be packed. */
export const maxPayloadBytes = 16 * 1024 * 1024;

export interface EncodedBody {
  /** Base64. */
  body: string;
  encoding?: typeof payloadEncoding;
}

export function encodeBody(body: Uint8Array): EncodedBody {
  if (body.byteLength <= mostPlain) return { body: base64(body) };
  return { body: base64(deflateSync(body)), encoding: payloadEncoding };
}

/** The body, or null where it is not one of exactly so many bytes: nothing is unpacked beyond what was committed to. */
export function decodeBody({ body, encoding }: EncodedBody, bytes: number): Buffer | null {
  const sent = Buffer.from(body, 'base64');
  const plain = encoding === undefined ? sent : unpacked(sent, bytes);
  return plain?.byteLength === bytes ? plain : null;
}

function unpacked(sent: Buffer, bytes: number): Buffer | null {
  if (bytes < 1 || bytes > maxPayloadBytes) return null;
  try {
    return inflateSync(sent, { maxOutputLength: bytes });
  } catch {
    return null;
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}
