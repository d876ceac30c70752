import type { getInclusionProof as definition, Result } from '@countersign/contracts';
import { formatTlogProof, inclusionPath } from '@countersign/evidence';
import type { z } from 'zod';
import { refusalToRead } from '../domain/access.js';
import type { RecordReader } from '../ports/record-reader.js';

type Request = z.output<typeof definition.request>;
type Response = z.input<typeof definition.response>;

/** One leaf's proof against the newest checkpoint. */
export function getInclusionProof(parts: { record: RecordReader }) {
  return async ({ actor, index }: Request): Promise<Result<Response>> => {
    const refusal = refusalToRead(actor);
    if (refusal) return { ok: false, refusal };
    const [newest] = await parts.record.listCheckpoints(actor.tenant, { limit: 1 });
    if (!newest || index >= newest.size) return notCovered(index);
    const path = await inclusionPath(parts.record.nodes(actor.tenant), index, newest.size);
    return { ok: true, value: { proof: formatTlogProof({ index, path, checkpoint: newest.note }) } };
  };
}

function notCovered(index: number): Result<never> {
  const message = `No checkpoint covers event ${index} yet.`;
  const remedy = 'If the event exists, ask again in a second; the newest events of an idle log wait for the next one.';
  return { ok: false, refusal: { reasonCode: 'not_found', message, remedy } };
}
