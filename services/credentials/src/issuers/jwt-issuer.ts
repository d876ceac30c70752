import { SignJWT } from 'jose';
import type { KeyObject } from 'node:crypto';
import type { Issuer, LeaseRequest } from './issuer.js';

/** Mints EdDSA JWTs (RFC 9068 style) that a target verifies with credentials' public key: bound to one call, audience and scope. */
export class JwtIssuer implements Issuer {
  constructor(private readonly signingKey: KeyObject) {}

  mint(request: LeaseRequest): Promise<string> {
    return new SignJWT({
      scope: request.scope.join(' '),
      tenant: request.tenant,
      run: request.run,
      call: request.callId,
      action: request.actionDigest,
    })
      .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
      .setIssuer('countersign')
      .setSubject(request.agent)
      .setAudience(request.audience)
      .setJti(request.leaseId)
      .setIssuedAt(Math.floor(request.issuedAt / 1000))
      .setExpirationTime(Math.ceil(request.expiresAt / 1000))
      .sign(this.signingKey);
  }
}
