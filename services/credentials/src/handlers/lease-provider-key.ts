import { instantOf } from '@countersign/chassis';
import { leaseIssued, type Result } from '@countersign/contracts';
import { prepareEvent } from '@countersign/messaging';
import { secretTag } from '../secrets/secret-tag.js';
import type { LeaseRecord, OneTimeKey, SealingParts } from './ports.js';
import { providerSecret, type ProviderSecretParts } from './provider-secret.js';

export interface ProviderKeyParts extends SealingParts, ProviderSecretParts {
  ttlMs: number;
}

interface ProviderKeyRequest {
  tenant: string;
  provider: string;
  oneTimeKey: OneTimeKey;
}

/** A provider's key for one gateway replica, kept there in memory only and for minutes; the gateway asks every few seconds whether it is still the one in the store. */
export function leaseProviderKey(parts: ProviderKeyParts) {
  return async (
    request: ProviderKeyRequest,
  ): Promise<Result<{ leaseId: string; expiresAt: string; sealedValue: string; tag: string }>> => {
    const secret = await providerSecret(parts, request);
    if (!secret.ok) return secret;
    const now = parts.clock.now();
    const lease: LeaseRecord = {
      leaseId: parts.ids.next('lease'),
      tenant: request.tenant,
      run: null,
      callId: null,
      decisionId: null,
      grantId: null,
      issuer: 'provider-key',
      audience: request.provider,
      scope: ['model-calls'],
      issuedAt: now,
      expiresAt: now + parts.ttlMs,
    };
    const { leaseId, callId, decisionId, issuer, audience, scope } = lease;
    const expiresAt = instantOf(lease.expiresAt);
    const event = prepareEvent(leaseIssued, {
      id: parts.ids.next('evt'),
      tenant: request.tenant,
      time: instantOf(now),
      actor: { kind: 'service', id: 'credentials' },
      subject: leaseId,
      data: { leaseId, callId, decisionId, actionDigest: null, issuer, audience, scope, expiresAt },
    });
    await parts.store.addLease(lease, [event]);
    await parts.publish([event]);
    const sealedValue = await parts.seal(secret.value, request.oneTimeKey);
    return { ok: true, value: { leaseId, expiresAt, sealedValue, tag: secretTag(secret.value, parts.ids.bytes(32)) } };
  };
}
