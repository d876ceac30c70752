import type { RegistryCache } from './registry-cache.js';

/** `explain` says what was denied and why; `kind-only` says only that something was. */
type DenialMode = 'explain' | 'kind-only';

/** How much a denial may tell an agent of this tenant. As long as nobody can say, as little as possible. */
export async function denialMode({ registry }: { registry: RegistryCache }, tenant: string): Promise<DenialMode> {
  const found = await registry.of(tenant);
  if (!found.ok) return 'kind-only';
  return found.value.settings?.denials ?? 'explain';
}
