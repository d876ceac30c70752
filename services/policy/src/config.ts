import { loadConfig, serviceSettings, storageSettings, trustSettings } from '@countersign/chassis';
import { z } from 'zod';

export const policySettings = z.object({
  ...serviceSettings.shape,
  ...storageSettings.shape,
  SIGNING_KEY_FILE: trustSettings.shape.SIGNING_KEY_FILE,
  POLICY_STALE_SECONDS: z.coerce
    .number()
    .int()
    .min(5)
    .max(600)
    .default(30)
    .describe('Without a look at the registry for this long, every call is denied.'),
  ENVIRONMENT: z.string().max(64).default('development').describe('Name that rules can ask for as `environment`.'),
});
export type PolicyConfig = z.infer<typeof policySettings>;

export function policyConfig(): PolicyConfig {
  return loadConfig(policySettings, process.env);
}
