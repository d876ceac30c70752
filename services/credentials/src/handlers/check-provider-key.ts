import type { Result } from '@countersign/contracts';
import { isTagOf } from '../secrets/secret-tag.js';
import { providerSecret, type ProviderSecretParts } from './provider-secret.js';

/** Whether a leased provider key is still the one in the store: a rotated key is in use within seconds, without a lease for each look. */
export function checkProviderKey(parts: ProviderSecretParts) {
  return async (request: { tenant: string; provider: string; tag: string }): Promise<Result<{ current: boolean }>> => {
    const secret = await providerSecret(parts, request);
    return secret.ok ? { ok: true, value: { current: isTagOf(request.tag, secret.value) } } : secret;
  };
}
