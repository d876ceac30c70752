import { loadConfig, serviceSettings } from '@countersign/chassis';
import { z } from 'zod';

export const consoleSettings = z.object({
  ...serviceSettings.shape,
  CONSOLE_URL: z
    .url({ protocol: /^https?$/ })
    .describe('Address under which people open the console; requests from other origins are refused.'),
  ADMIN_SIGN_IN_FILE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'JSON file with one-time sign-in codes (embedded mode): { codes: [{ sha256, tokenSha256 }] }. A used code is removed from it.',
    ),
  SESSION_HOURS: z.coerce.number().int().min(1).max(168).default(12).describe('How long a sign-in lasts.'),
});
export type ConsoleConfig = z.infer<typeof consoleSettings>;

export function consoleConfig(): ConsoleConfig {
  return loadConfig(consoleSettings, process.env);
}
