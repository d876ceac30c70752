import type { readEvidenceFile as definition, Result } from '@countersign/contracts';
import type { z } from 'zod';
import { refusalToExport } from '../domain/access.js';
import type { ExportFiles } from '../ports/export-files.js';

type Request = z.output<typeof definition.request>;
type Response = z.input<typeof definition.response>;

const chunkBytes = 512 * 1024;

/** One piece of a file of a bundle, for whoever may export in the tenant that the bundle belongs to. */
export function readEvidenceFile(parts: { files: ExportFiles }) {
  return async ({ actor, exportId, path, offset }: Request): Promise<Result<Response>> => {
    const refusal = refusalToExport(actor);
    if (refusal) return { ok: false, refusal };
    // One byte more than is given tells whether there is more.
    const read = await parts.files.read({ tenant: actor.tenant, exportId, path }, offset, chunkBytes + 1);
    if (!read) return notThere;
    const next = read.byteLength > chunkBytes ? offset + chunkBytes : null;
    return { ok: true, value: { chunk: read.subarray(0, chunkBytes).toString('base64'), next } };
  };
}

const notThere: Result<never> = {
  ok: false,
  refusal: {
    reasonCode: 'not_found',
    message: 'There is no such export or it has no such file. Exports are kept for an hour.',
    remedy: 'Export again.',
  },
};
