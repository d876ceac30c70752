import { durationInSeconds, durationSchema, type Result } from '@countersign/contracts';
import { z } from 'zod';
import type { CallContext } from './call-context.js';

const names = z.array(z.string().max(64)).max(64).optional();

/** As a case says it, or with times in milliseconds. */
const earlierCall = z
  .strictObject({
    tool: z.string().max(128),
    ago: durationSchema.optional(),
    atMs: z.int().min(0).optional(),
  })
  .refine(({ ago, atMs }) => (ago === undefined) !== (atMs === undefined), { message: 'say ago, such as 10m' });

const contextSchema = z.strictObject({
  now: z.iso.datetime({ offset: true }).optional(),
  nowMs: z.int().min(0).optional(),
  principal: z.string().max(64).nullable().optional(),
  requester: z.string().max(64).optional(),
  environment: z.string().max(64).optional(),
  labels: names,
  data: names,
  history: z.array(earlierCall).max(1000).optional(),
});

/** The circumstances that a playground pretends, in the words of a case. What is left out is as it is now, or unknown. */
export function pretendedContext(
  written: unknown,
  nowMs: number,
): Result<Partial<CallContext> & Pick<CallContext, 'nowMs'>> {
  const parsed = contextSchema.safeParse(written);
  if (!parsed.success) {
    const message = `context: ${parsed.error.issues[0] ? faultOf(parsed.error.issues[0]) : 'not of the expected form'}`;
    const remedy = `It may have: ${Object.keys(contextSchema.shape).join(', ')}.`;
    return { ok: false, refusal: { reasonCode: 'request_malformed', message, remedy } };
  }
  const { now, nowMs: givenMs, history, ...told } = parsed.data;
  const at = now === undefined ? (givenMs ?? nowMs) : Date.parse(now);
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  const earlier = history?.map(({ tool, ago, atMs }) => ({
    tool,
    atMs: ago === undefined ? (atMs ?? at) : at - durationInSeconds(ago) * 1000,
  }));
  return {
    ok: true,
    value: { ...(known as Partial<CallContext>), nowMs: at, ...(earlier ? { history: earlier } : {}) },
  };
}

function faultOf({ path, message }: z.core.$ZodIssue): string {
  return path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message;
}
