import { RefusalException } from '@countersign/chassis';
import type { Result } from '@countersign/contracts';
import type { z } from 'zod';

/** Parses what a client sent; a client that sent something else learns which member is wrong. */
export function parse<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join('.') || 'the request';
  throw new RefusalException({
    reasonCode: 'request_malformed',
    message: `${where}: ${issue?.message ?? 'not of the expected form'}.`,
  });
}

/** The value of an answer; a refusal becomes a problem at this edge. */
export async function valueOf<T>(answer: Promise<Result<T>>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new RefusalException(result.refusal);
  return result.value;
}
