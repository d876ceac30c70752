import type { ReceivedEvent } from '@countersign/messaging';
import { z } from 'zod';
import type { DataFinding } from '../domain/decide/call-context.js';

const findingsSchema = z
  .array(
    z.strictObject({
      category: z.string().max(64),
      detector: z.string().max(64),
      pointer: z.string().max(512),
      start: z.int().min(0),
      end: z.int().min(0),
    }),
  )
  .max(200);

/** Where the detectors found something. Rules go by the counts on the record; this is for who looks at it later. */
export function findingsIn({ findings }: ReceivedEvent['payloads']): { findings?: DataFinding[] } {
  if (!findings) return {};
  const read = findingsSchema.safeParse(JSON.parse(Buffer.from(findings.body, 'base64').toString('utf8')));
  return read.success && read.data.length > 0 ? { findings: read.data } : {};
}
