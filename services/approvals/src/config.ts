import { loadConfig, serviceSettings, storageSettings, trustSettings } from '@countersign/chassis';
import { z } from 'zod';

export const approvalsSettings = z.object({
  ...serviceSettings.shape,
  ...storageSettings.shape,
  ...trustSettings.shape,
  BOOTSTRAP_FILE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'JSON file with the first administrator of each tenant: { tenants: [{ name, admin: { person, tokenSha256 } }] }.',
    ),
  GRANT_TTL_SECONDS: z.coerce
    .number()
    .int()
    .min(60)
    .max(604_800)
    .default(86_400)
    .describe('How long a grant may wait to be used.'),
});
export type ApprovalsConfig = z.infer<typeof approvalsSettings>;

export function approvalsConfig(): ApprovalsConfig {
  return loadConfig(approvalsSettings, process.env);
}
