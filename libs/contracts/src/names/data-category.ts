import { z } from 'zod';

/**
 * What the gateway's own detectors find. `unscannable` counts what they cannot look into: images, files, audio and
 * text beyond their limits.
 */
export const builtInDataCategories = ['secret', 'personal', 'card-number', 'account-number', 'unscannable'] as const;

/** A category of data: one of the built-in ones, or one that a tenant's own patterns define. */
export const dataCategorySchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'a category such as card-number or employee-number');

/** How often each category was found; never what. */
export const dataCountsSchema = z.record(dataCategorySchema, z.int().min(0));
export type DataCounts = z.infer<typeof dataCountsSchema>;

/** Categories whose finds were replaced by placeholders. */
export const redactedCategoriesSchema = z.array(dataCategorySchema).max(96);
