import { z } from 'zod';

/** Governance files as a client sends them, with what `${NAME}` stands for. */
export const governanceBody = z.strictObject({
  files: z
    .array(z.strictObject({ path: z.string().max(512), text: z.string().max(1_000_000) }))
    .min(1)
    .max(500),
  variables: z.record(z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/), z.string().max(2048)).default({}),
});

/** Reading and loading a large set takes longer than a look-up. */
export const governanceTimeoutMs = 30_000;
