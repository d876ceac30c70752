import { instantOf } from '@countersign/chassis';
import { leaseIssued, type ProviderDocument, type Result } from '@countersign/contracts';
import { prepareEvent } from '@countersign/messaging';
import type { SecretStore } from '../secrets/secret-store.js';
import type { LeaseRecord, OneTimeKey, SealingParts } from './ports.js';

export interface ProviderKeyParts extends SealingParts {
  secrets: SecretStore;
  provider: (tenant: string, name: string) => Promise<Result<ProviderDocument>>;
  ttlMs: number;
}

interface ProviderKeyRequest {
  tenant: string;
  provider: string;
  oneTimeKey: OneTimeKey;
}

const refused = (reasonCode: string, message: string, remedy: string) => ({
  ok: false as const,
  refusal: { reasonCode, message, remedy },
});

async function secretOf(parts: ProviderKeyParts, request: ProviderKeyRequest): Promise<Result<string>> {
  const provider = await parts.provider(request.tenant, request.provider);
  if (!provider.ok) return provider;
  const reference = provider.value.apiKey?.secret;
  if (reference === undefined)
    return refused(
      'provider_without_key',
      `Provider ${request.provider} is registered without a key.`,
      'No lease is needed.',
    );
  const secret = await parts.secrets.read(request.tenant, reference);
  if (secret === null)
    return refused(
      'secret_missing',
      `The secrets store holds no ${reference} for this tenant.`,
      'Store the provider key under that name.',
    );
  return { ok: true, value: secret };
}

/** A provider's key for one gateway replica, kept there in memory only and for minutes; rotation in the store takes effect with the next lease. */
export function leaseProviderKey(parts: ProviderKeyParts) {
  return async (
    request: ProviderKeyRequest,
  ): Promise<Result<{ leaseId: string; expiresAt: string; sealedValue: string }>> => {
    const secret = await secretOf(parts, request);
    if (!secret.ok) return secret;
    const now = parts.clock.now();
    const lease: LeaseRecord = {
      leaseId: parts.ids.next('lease'),
      tenant: request.tenant,
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
    return { ok: true, value: { leaseId, expiresAt, sealedValue: await parts.seal(secret.value, request.oneTimeKey) } };
  };
}
