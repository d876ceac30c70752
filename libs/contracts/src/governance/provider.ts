import { z } from 'zod';
import { governanceNameSchema, modelNameSchema, secretReferenceSchema } from './names.js';

/** Money as a decimal text, so that no cent is lost to binary fractions. */
export const moneySchema = z.string().regex(/^(0|[1-9]\d{0,11})(\.\d{1,9})?$/, 'an amount such as 2.50');
export const currencySchema = z.string().regex(/^[A-Z]{3}$/, 'a currency such as USD');

/** Prices per million tokens, valid from a day on. */
export const modelPriceSchema = z.strictObject({
  since: z.iso.date(),
  currency: currencySchema,
  inputPerMillion: moneySchema,
  outputPerMillion: moneySchema,
  cachedInputPerMillion: moneySchema.optional(),
  /** For input that the provider puts into its cache, where that costs more. */
  cacheWritePerMillion: moneySchema.optional(),
});
export type ModelPrice = z.infer<typeof modelPriceSchema>;

export const providerModelSchema = z.strictObject({
  /** The name agents use. */
  name: modelNameSchema,
  /** The name the provider uses, where it differs. */
  upstream: modelNameSchema.optional(),
  /** The most a call can produce; bounds what a call may cost. */
  maxOutputTokens: z.int().min(1).max(10_000_000).optional(),
  /** The most a call can read; bounds what a call may cost whose content the request only refers to. */
  maxInputTokens: z.int().min(1).max(100_000_000).optional(),
  prices: z.array(modelPriceSchema).max(64).default([]),
});
export type ProviderModel = z.infer<typeof providerModelSchema>;

/** A model provider: any OpenAI-compatible or Anthropic endpoint. */
export const providerDocumentSchema = z.strictObject({
  kind: z.literal('Provider'),
  name: governanceNameSchema,
  api: z.enum(['openai', 'anthropic']),
  baseUrl: z.url({ protocol: /^https?$/ }).max(2048),
  models: z.array(providerModelSchema).min(1).max(512),
  /** Absent: the endpoint takes no key. */
  apiKey: z.strictObject({ secret: secretReferenceSchema }).optional(),
  /** Share of calls when several providers offer a model; 0: only when the others fail. */
  weight: z.int().min(0).max(1000).default(1),
  timeouts: z
    .strictObject({
      connectMs: z.int().min(1).max(60_000).default(5000),
      firstByteMs: z.int().min(1).max(600_000).default(60_000),
      totalMs: z.int().min(1).max(3_600_000).default(600_000),
    })
    .default({ connectMs: 5000, firstByteMs: 60_000, totalMs: 600_000 }),
  /**
   * `fallback`: a call that this provider does not answer in time is sent to the next one as well. It may then be billed
   * twice, and budgets hold and count for both. Absent: such a call has failed.
   */
  onTimeout: z.enum(['fail', 'fallback']).optional(),
  /** Without this, an address in a private or loopback range is refused. */
  allowPrivateAddress: z.boolean().default(false),
});
export type ProviderDocument = z.infer<typeof providerDocumentSchema>;
