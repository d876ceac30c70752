import { z } from 'zod';
import type { Service } from '../names/service.js';
import { envelopeShape } from './envelope.js';

/** One event type: its single writer, and one schema that is validation and type. */
export interface EventDefinition<T extends string = string, D extends z.ZodType = z.ZodType> {
  type: T;
  writer: Service;
  dataSchema: D;
  leafSchema: ReturnType<typeof leafSchemaOf<T, D>>;
}

function leafSchemaOf<T extends string, D extends z.ZodType>(type: T, data: D) {
  return z.strictObject({ ...envelopeShape, type: z.literal(type), data });
}

export function defineEvent<T extends string, D extends z.ZodType>(
  writer: Service,
  type: T,
  dataSchema: D,
): EventDefinition<T, D> {
  return { type, writer, dataSchema, leafSchema: leafSchemaOf(type, dataSchema) };
}

/** The leaf of an event definition, as a type. */
export type LeafOf<E> =
  E extends EventDefinition<infer T, infer D> ? z.infer<ReturnType<typeof leafSchemaOf<T, D>>> : never;
