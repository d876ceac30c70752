import { ConfigError } from '@countersign/chassis';
import { personNameSchema, tenantNameSchema } from '@countersign/contracts';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ApprovalsStore } from '../handlers/ports.js';

const bootstrapSchema = z.strictObject({
  tenants: z
    .array(
      z.strictObject({
        name: tenantNameSchema,
        admin: z.strictObject({ person: personNameSchema, tokenSha256: z.string().regex(/^(sha256:)?[0-9a-f]{64}$/) }),
      }),
    )
    .max(1000),
});

function read(file: string) {
  try {
    return bootstrapSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw new ConfigError(
      `BOOTSTRAP_FILE names ${file}, which is not usable: ${error instanceof z.ZodError ? (error.issues[0]?.message ?? 'wrong form') : 'it cannot be read as JSON'}. It holds { "tenants": [{ "name", "admin": { "person", "tokenSha256" } }] }.`,
    );
  }
}

/** Makes each tenant's first administrator known; later people come from governance and from this administrator. */
export async function bootstrapAdmins(store: ApprovalsStore, file: string): Promise<void> {
  for (const { name, admin } of read(file).tenants) {
    const digest = `sha256:${admin.tokenSha256.replace(/^sha256:/, '')}`;
    const tokenId = `tok_bootstrap_${digest.slice(7, 39)}`;
    const person = {
      tenant: name,
      person: admin.person,
      displayName: admin.person,
      roles: ['admin' as const, 'auditor' as const],
    };
    await store.addBootstrapAdmin(person, { tokenId, tenant: name, person: admin.person, digest, revokedAt: null });
  }
}
