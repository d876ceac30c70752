import type { Clock } from '@countersign/chassis';
import {
  agentNameSchema,
  globSchema,
  identifierSchema,
  personNameSchema,
  tenantNameSchema,
} from '@countersign/contracts';
import { jwtVerify } from 'jose';
import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import type { RunTokenCheck } from '../handlers/ports/run-token-check.js';

const patterns = z.array(globSchema).max(256).nullable().default(null);
const claimsSchema = z.object({
  tenant: tenantNameSchema,
  sub: agentNameSchema,
  key: identifierSchema,
  jti: identifierSchema,
  principal: personNameSchema.nullable(),
  scope: patterns,
  models: patterns,
});

/** Run tokens as credentials signs them (EdDSA), under the key that configuration pins. */
export function runTokenCheck(key: KeyObject, clock: Clock): RunTokenCheck {
  return {
    verify: async (token) => {
      const options = { algorithms: ['EdDSA'], issuer: 'countersign', audience: 'countersign-gateway', typ: 'run+jwt' };
      const verified = await jwtVerify(token, key, { ...options, currentDate: new Date(clock.now()) }).catch(
        () => null,
      );
      const claims = claimsSchema.safeParse(verified?.payload);
      if (!claims.success) return null;
      const { tenant, sub: agent, key: keyId, jti: runId, principal, scope: tools, models } = claims.data;
      return { tenant, agent, keyId, runId, principal, scope: { tools, models } };
    },
  };
}
