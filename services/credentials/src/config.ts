import { loadConfig, serviceSettings, storageSettings, trustSettings } from '@countersign/chassis';
import { z } from 'zod';

export const credentialsSettings = z.object({
  ...serviceSettings.shape,
  ...storageSettings.shape,
  ...trustSettings.shape,
  SECRETS_DIR: z
    .string()
    .min(1)
    .describe('Folder of the file secrets store: one file per secret, <tenant>/<name>, mode 0600.'),
  DECISION_MAX_AGE_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(600)
    .default(60)
    .describe('How old a decision may be when a lease is minted for it.'),
  PROVIDER_LEASE_SECONDS: z.coerce
    .number()
    .int()
    .min(30)
    .max(3600)
    .default(300)
    .describe('How long a gateway replica may keep a provider key in memory.'),
});
export type CredentialsConfig = z.infer<typeof credentialsSettings>;

export function credentialsConfig(): CredentialsConfig {
  return loadConfig(credentialsSettings, process.env);
}
