import { loadConfig, serviceSettings, storageSettings, trustSettings } from '@countersign/chassis';
import { z } from 'zod';

const flag = z.enum(['true', 'false'], 'true or false').transform((value) => value === 'true');
const list = z.string().transform((value) =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

export const gatewaySettings = z.object({
  ...serviceSettings.shape,
  ...storageSettings.shape,
  TRUST_FILE: trustSettings.shape.TRUST_FILE,
  CONSOLE_URL: z
    .url('an address such as https://console.example')
    .transform((url) => url.replace(/\/+$/, ''))
    .describe('Where people decide; told to agents whose calls are held.'),
  BODY_LIMIT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .max(33_554_432)
    .default(10_485_760)
    .describe('The longest request body.'),
  PROVIDER_RESPONSE_LIMIT_BYTES: z.coerce
    .number()
    .int()
    .min(1024)
    .max(268_435_456)
    .default(33_554_432)
    .describe('The longest answer of a model provider.'),
  HELD_CALL_WAIT_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(600_000)
    .default(25_000)
    .describe('How long an intercepted held call waits for people on the open connection.'),
  POLICY_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(60_000)
    .default(5_000)
    .describe('How long policy has to decide one call.'),
  RUN_SECONDS: z.coerce
    .number()
    .int()
    .min(120)
    .max(86_400)
    .default(3_600)
    .describe('How long a run lasts that a first call opens.'),
  ALLOW_LOOPBACK_TARGETS: flag
    .default(false)
    .describe('Lets providers and targets that governance names be on this machine; for trying things out.'),
  ALLOWED_PRIVATE_NETWORKS: list
    .default([])
    .describe('Private networks, as CIDR separated by commas, in which targets may be.'),
  MCP_DEFINITION_CHECK_SECONDS: z.coerce
    .number()
    .int()
    .min(0)
    .max(86_400)
    .default(60)
    .describe(
      'How long a tool on an MCP server is believed to be as it was found; older, it is compared before a call.',
    ),
  MCP_ALLOWED_ORIGINS: list
    .default([])
    .describe('Origins of web pages that may speak MCP, separated by commas; programs send none.'),
});
export type GatewayConfig = z.infer<typeof gatewaySettings>;

export function gatewayConfig(): GatewayConfig {
  return loadConfig(gatewaySettings, process.env);
}
