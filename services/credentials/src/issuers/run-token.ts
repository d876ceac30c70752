import { SignJWT } from 'jose';
import type { KeyObject } from 'node:crypto';
import type { RunRecord } from '../handlers/ports.js';

/** A run's identity as a signed token; the gateway verifies it with credentials' public key, and asks whether it still counts. */
export function runTokenSigner(signingKey: KeyObject) {
  return (run: RunRecord, now: number): Promise<string> =>
    new SignJWT({ tenant: run.tenant, key: run.keyId, principal: run.principal, scope: run.scope, models: run.models })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'run+jwt' })
      .setIssuer('countersign')
      .setAudience('countersign-gateway')
      .setSubject(run.agent)
      .setJti(run.runId)
      .setIssuedAt(Math.floor(now / 1000))
      .setExpirationTime(Math.floor(run.expiresAt / 1000))
      .sign(signingKey);
}
