import { countsOf, examine, type Examined } from '../../domain/data/examined.js';
import type { FoundData } from '../../domain/data/found-data.js';
import { toldFindings } from '../../domain/data/told-findings.js';
import type { RegistrySnapshot } from '../../domain/registry/registry-snapshot.js';
import type { InspectedRequest } from '../../domain/wire/seam/inspected-request.js';
import type { ModelParts } from './model-parts.js';
import type { ModelRequest } from './model-request.js';

interface Proposal {
  request: ModelRequest;
  inspected: InspectedRequest;
  registry: RegistrySnapshot;
}

/** Looks through all that would leave for the provider, results of tools included, before policy is asked. */
export function examineRequest(
  { ids, scans }: Pick<ModelParts, 'ids' | 'scans'>,
  { request, inspected, registry }: Proposal,
): { examined: Examined; found: FoundData } {
  const memory = scans?.of(request.caller.tenant, registry.patterns);
  const examined = examine(request.json, registry.detectors, memory);
  const results = inspected.toolResults.map(({ pointer }) => pointer);
  const found = {
    counts: countsOf(examined),
    inResults: results.length === 0 ? {} : countsOf(examined, results),
    places: toldFindings(examined),
    salt: ids.bytes(32),
  };
  return { examined, found };
}
