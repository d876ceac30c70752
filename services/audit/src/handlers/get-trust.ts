import type { getTrust as definition, Result } from '@countersign/contracts';
import type { NoteSigner } from '@countersign/evidence';
import type { z } from 'zod';
import type { ServiceKey } from '../signing/log-keys.js';
import { refusalToRead } from '../domain/access.js';

type Request = z.output<typeof definition.request>;
type Response = z.input<typeof definition.response>;

export interface GetTrustParts {
  signerOf: (tenant: string) => NoteSigner;
  manifestSignerOf: (tenant: string) => NoteSigner;
  services: readonly ServiceKey[];
  /** Their vkeys. */
  witnesses: readonly string[];
}

/** The keys of the tenant's log, and of those whose signatures stand in it, for an auditor to pin. */
export function getTrust(parts: GetTrustParts) {
  return async ({ actor }: Request): Promise<Result<Response>> => {
    const refusal = refusalToRead(actor);
    if (refusal) return { ok: false, refusal };
    const { name: origin, vkey } = parts.signerOf(actor.tenant);
    const manifestVkey = parts.manifestSignerOf(actor.tenant).vkey;
    return {
      ok: true,
      value: { origin, vkey, manifestVkey, services: [...parts.services], witnesses: [...parts.witnesses] },
    };
  };
}
