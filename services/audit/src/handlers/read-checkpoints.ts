import type { getCheckpoint as one, listCheckpoints as many, Refusal, Result } from '@countersign/contracts';
import type { z } from 'zod';
import { refusalToRead } from '../domain/access.js';
import type { RecordReader } from '../ports/record-reader.js';

type Parts = { record: RecordReader };

const noCheckpoint: Refusal = {
  reasonCode: 'not_found',
  message: 'There is no such checkpoint.',
  remedy: 'The first one is published within a second of the first event.',
};

export function getCheckpoint(parts: Parts) {
  return async ({ actor, size }: z.output<typeof one.request>): Promise<Result<z.input<typeof one.response>>> => {
    const refusal = refusalToRead(actor);
    if (refusal) return { ok: false, refusal };
    const { record } = parts;
    const newest = async () => (await record.listCheckpoints(actor.tenant, { limit: 1 }))[0] ?? null;
    const value = size === undefined ? await newest() : await record.checkpointAt(actor.tenant, size);
    return value ? { ok: true, value } : { ok: false, refusal: noCheckpoint };
  };
}

export function listCheckpoints(parts: Parts) {
  return async (request: z.output<typeof many.request>): Promise<Result<z.input<typeof many.response>>> => {
    const { actor, beforeSize, limit } = request;
    const refusal = refusalToRead(actor);
    if (refusal) return { ok: false, refusal };
    return {
      ok: true,
      value: { checkpoints: await parts.record.listCheckpoints(actor.tenant, { beforeSize, limit }) },
    };
  };
}
