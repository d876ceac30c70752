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
  OPA_BIN: z
    .string()
    .min(1)
    .default('opa')
    .describe('The `opa` that compiles .rego files of tenants; without one they bring compiled bundles.'),
  REGO_ANSWER_MS: z.coerce
    .number()
    .int()
    .min(10)
    .max(60_000)
    .default(250)
    .describe("How long a tenant's own Rego may take for an answer before its calls are denied."),
  POLICY_BUNDLE_HOSTS: z
    .string()
    .default('')
    .transform((text) => text.split(',').flatMap((host) => host.trim() || []))
    .describe('Bundle servers that tenants may name, as host or host:port, separated by commas.'),
  POLICY_BUNDLE_POLL_SECONDS: z.coerce
    .number()
    .int()
    .min(1)
    .max(86_400)
    .default(30)
    .describe('How often bundle servers are asked for a newer bundle.'),
  ENVIRONMENT: z.string().max(64).default('development').describe('Name that rules can ask for as `environment`.'),
});
export type PolicyConfig = z.infer<typeof policySettings>;

export function policyConfig(): PolicyConfig {
  return loadConfig(policySettings, process.env);
}

/** Where programs are looked up by name. */
export function searchPath(): string {
  return process.env['PATH'] ?? '';
}
