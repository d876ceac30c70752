import type { RuleConditions } from '@countersign/contracts';
import type { CompiledReach } from './compiled-policy.js';

/** From the weakest to the strongest. */
const accesses = ['read', 'write', 'delete'];

/** Where a rule lets a call reach, once it says so for any kind of target; undefined: it says nothing about that. */
export function reachOf({ paths, relations, services, requests }: RuleConditions): CompiledReach | undefined {
  if (!paths && !relations && !services && !requests) return undefined;
  return {
    ...(paths ? { paths: upToStrongest(paths.access) } : {}),
    ...(relations ? { relations: upToStrongest(relations.access) } : {}),
    ...(services ? { services: true } : {}),
    ...(requests ? { requests: true } : {}),
  };
}

/** A rule about writes leaves reads free, as it says; a rule about reads lets nothing write. */
function upToStrongest(named: readonly string[] = accesses): string[] {
  return accesses.slice(0, 1 + Math.max(...named.map((access) => accesses.indexOf(access))));
}
