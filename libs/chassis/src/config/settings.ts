import { z } from 'zod';

const port = z.coerce.number().int('a whole number').min(0).max(65_535);
const natsUrls = z
  .string()
  .min(1)
  .transform((value) => value.split(',').map((part) => part.trim()));

/** Settings every service has. Each service's `config.ts` extends this object; the README's table is generated from the schemas. */
export const serviceSettings = z.object({
  HOST: z.string().min(1).default('127.0.0.1').describe('Address to listen on.'),
  PORT: port.describe('Port to listen on.'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error']).default('info').describe('How much is logged.'),
  NATS_URL: natsUrls.describe('NATS servers, separated by commas.'),
  NATS_USER: z.string().min(1).describe("The service's own NATS user."),
  NATS_PASSWORD: z.string().min(16, 'at least 16 characters').describe('Its password.'),
});

/** Settings of services with a schema of their own in Postgres. */
export const storageSettings = z.object({
  DATABASE_URL: z
    .string()
    .startsWith('postgres', 'a postgres:// address')
    .describe('Postgres, with the runtime role (no ownership, no BYPASSRLS).'),
  MIGRATIONS_DATABASE_URL: z
    .string()
    .startsWith('postgres', 'a postgres:// address')
    .optional()
    .describe('Postgres, with the owner role, used only for migrations at start.'),
  DATABASE_POOL_SIZE: z.coerce.number().int().min(1).max(100).default(8).describe('Connections per replica.'),
});

/** Settings of services that sign or verify. */
export const trustSettings = z.object({
  TRUST_FILE: z
    .string()
    .min(1)
    .describe('JSON file with the public keys of the services: { "<service>": { "publicKeyPem": "..." } }.'),
  SIGNING_KEY_FILE: z.string().min(1).describe("PEM file (PKCS 8, Ed25519) with this service's private key."),
});
