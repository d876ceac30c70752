import type { getTrust as definition, Result } from '@countersign/contracts';
import type { NoteSigner } from '@countersign/evidence';
import type { z } from 'zod';
import { refusalToRead } from '../domain/access.js';

type Request = z.output<typeof definition.request>;
type Response = z.input<typeof definition.response>;

export interface GetTrustParts {
  signerOf: (tenant: string) => NoteSigner;
  manifestSignerOf: (tenant: string) => NoteSigner;
}

/** The keys of the tenant's log, for an auditor to pin. */
export function getTrust(parts: GetTrustParts) {
  return async ({ actor }: Request): Promise<Result<Response>> => {
    const refusal = refusalToRead(actor);
    if (refusal) return { ok: false, refusal };
    const { name: origin, vkey } = parts.signerOf(actor.tenant);
    return { ok: true, value: { origin, vkey, manifestVkey: parts.manifestSignerOf(actor.tenant).vkey } };
  };
}
