import type { Result } from '@countersign/contracts';
import type { Issuer } from '../issuers/issuer.js';
import type { CredentialsParts } from './ports.js';

interface CheckRequest {
  tenant: string;
  credentials: { tool: string; issuer: string; scope: string[] }[];
}

interface CheckParts extends Pick<CredentialsParts, 'clock'> {
  issuers: ReadonlyMap<string, Issuer>;
}

/** Mints what a lease would hold, in memory only, to see whether it can be had. Nothing is leased, and no value leaves this function. */
export function checkIssuers(parts: CheckParts) {
  return async ({ tenant, credentials }: CheckRequest): Promise<Result<{ faults: Record<string, string> }>> => {
    const faults: Record<string, string> = {};
    for (const { tool, issuer, scope } of credentials) {
      const fault = await faultOf(parts, { tenant, issuer, scope });
      if (fault !== null) faults[tool] = fault;
    }
    return { ok: true, value: { faults } };
  };
}

async function faultOf(
  parts: CheckParts,
  { tenant, issuer, scope }: { tenant: string; issuer: string; scope: string[] },
): Promise<string | null> {
  const known = parts.issuers.get(issuer);
  if (!known) return `credentials has no issuer called ${issuer}`;
  const issuedAt = parts.clock.now();
  // Good for no call and no time: should it ever be seen, it opens nothing.
  const nothing = { leaseId: 'preflight', agent: 'preflight', run: 'preflight', callId: 'preflight' };
  const bound = { actionDigest: `sha256:${'0'.repeat(64)}`, audience: 'preflight', issuedAt, expiresAt: issuedAt };
  const value = await known.mint({ ...nothing, ...bound, tenant, scope });
  return value === null ? `issuer ${issuer} has nothing for this scope` : null;
}
