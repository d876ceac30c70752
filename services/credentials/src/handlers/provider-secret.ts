import type { ProviderDocument, Result } from '@countersign/contracts';
import type { SecretStore } from '../secrets/secret-store.js';

export interface ProviderSecretParts {
  secrets: SecretStore;
  provider: (tenant: string, name: string) => Promise<Result<ProviderDocument>>;
}

const refused = (reasonCode: string, message: string, remedy: string) => ({
  ok: false as const,
  refusal: { reasonCode, message, remedy },
});

/** The key of a provider as the store holds it now. */
export async function providerSecret(
  parts: ProviderSecretParts,
  request: { tenant: string; provider: string },
): Promise<Result<string>> {
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
