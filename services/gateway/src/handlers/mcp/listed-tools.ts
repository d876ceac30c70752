import type { Result } from '@countersign/contracts';
import type { Caller } from '../../domain/identity/caller.js';
import { isInScope } from '../../domain/identity/run-scope.js';
import { newestLegacyRevision } from '../../domain/mcp/revisions.js';
import { listTools } from '../../domain/mcp/tool-listing.js';
import type { RegisteredTool } from '../../domain/registry/registry-snapshot.js';
import type { JsonObject } from '../../domain/wire/seam/json-object.js';
import type { ListingParts } from './listing-parts.js';

/** The tools as a client of this revision sees them, by name. */
export async function listedTools(
  parts: ListingParts,
  caller: Caller,
  revision: string,
): Promise<Result<JsonObject[]>> {
  const registry = await parts.world.registry.of(caller.tenant);
  if (!registry.ok) return registry;
  const inReach = await parts.inReach.of(caller, registry.value.revision);
  if (!inReach.ok) return inReach;
  const found = await parts.world.suspensions?.of(caller.tenant);
  const suspended = (tool: RegisteredTool) => found?.has(tool.definitionDigest) ?? false;
  const tasks = revision === newestLegacyRevision;
  const scoped = [...inReach.value].filter((name) => !caller.run || isInScope(caller.run, 'tools', name));
  return { ok: true, value: listTools({ registry: registry.value, inReach: new Set(scoped), suspended, tasks }) };
}

/** Everything that a listing follows from, in one word: as long as it is the same, so is the listing. */
export async function listingVersion(parts: ListingParts, tenant: string): Promise<string | null> {
  const registry = await parts.world.registry.of(tenant);
  if (!registry.ok) return null;
  const suspended = [...((await parts.world.suspensions?.of(tenant)) ?? [])].sort();
  return [registry.value.revision, registry.value.toolChanges, ...suspended].join(' ');
}
