import type { KeyObject } from 'node:crypto';
import { jwtVerify, type JWTPayload } from 'jose';
import { z } from 'zod';

const leaseClaimsSchema = z.looseObject({
  sub: z.string(),
  jti: z.string(),
  scope: z.string(),
  tenant: z.string(),
  run: z.string(),
  call: z.string(),
  action: z.string(),
});

/** Who acts, under which lease, for which call. The token itself is not kept. */
export interface Lease {
  leaseId: string;
  agent: string;
  tenant: string;
  run: string;
  call: string;
  scope: string[];
}

export type LeaseCheck = { ok: true; lease: Lease } | { ok: false; status: 401 | 403; message: string };

interface Expectation {
  key: KeyObject;
  audience: string;
  scope: string;
}

function judgeClaims(payload: JWTPayload, scope: string): LeaseCheck {
  const claims = leaseClaimsSchema.safeParse(payload);
  if (!claims.success) return { ok: false, status: 401, message: 'The token lacks claims that a lease has.' };
  const { sub: agent, jti: leaseId, tenant, run, call } = claims.data;
  const scopes = claims.data.scope.split(' ');
  if (!scopes.includes(scope)) return { ok: false, status: 403, message: `This operation needs the scope ${scope}.` };
  return { ok: true, lease: { leaseId, agent, tenant, run, call, scope: scopes } };
}

/** Takes only what credentials minted for this target, this operation and this moment. */
export async function verifyLease(authorization: string | undefined, expected: Expectation): Promise<LeaseCheck> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization ?? '')?.[1];
  if (token === undefined) return { ok: false, status: 401, message: 'Send "Authorization: Bearer <lease>".' };
  try {
    const { payload } = await jwtVerify(token, expected.key, {
      algorithms: ['EdDSA'],
      typ: 'at+jwt',
      issuer: 'countersign',
      audience: expected.audience,
      requiredClaims: ['exp', 'iat', 'jti', 'sub'],
    });
    return judgeClaims(payload, expected.scope);
  } catch (error) {
    return { ok: false, status: 401, message: `The lease is not valid here: ${(error as Error).message}.` };
  }
}
