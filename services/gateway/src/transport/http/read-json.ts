import { parseStrictJson, type JsonValue } from '@countersign/evidence';
import type { FastifyRequest } from 'fastify';
import { HttpRefusal } from './http-refusal.js';

/** The body as bytes and as the one value that these bytes can mean. */
export function readJson(request: FastifyRequest): { body: Buffer; json: JsonValue } {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const parsed = parseStrictJson(body);
  if (parsed.ok) return { body, json: parsed.value };
  const { reasonCode, message, offset } = parsed.refusal;
  throw new HttpRefusal({
    refusal: { reasonCode, message: `The body is not acceptable JSON: ${message} (at byte ${offset}).` },
  });
}
