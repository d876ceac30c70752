import { instantOf, type Clock, type Ids } from '@countersign/chassis';
import { evidenceExported, type exportEvidence as definition, type Result } from '@countersign/contracts';
import { writeEvidenceBundle, type NoteKey, type NoteSigner, type WrittenBundle } from '@countersign/evidence';
import { prepareEvent } from '@countersign/messaging';
import type { z } from 'zod';
import { refusalToExport } from '../domain/access.js';
import { exportRange } from '../domain/export-range.js';
import type { AnnounceSealed } from '../ports/announce.js';
import type { StoredCheckpoint } from '../ports/checkpoint-store.js';
import type { ExportFiles } from '../ports/export-files.js';
import type { LeafRange, RecordReader } from '../ports/record-reader.js';
import type { ServiceKey } from '../signing/log-keys.js';

type Request = z.output<typeof definition.request>;
type Response = z.input<typeof definition.response>;

export interface ExportEvidenceParts {
  record: RecordReader;
  files: ExportFiles;
  announce: AnnounceSealed;
  signerOf: (tenant: string) => NoteSigner;
  manifestKeyOf: (tenant: string) => NoteKey;
  services: readonly ServiceKey[];
  witnesses: readonly string[];
  version: string;
  clock: Clock;
  ids: Ids;
}

/** Writes a bundle for its tenant, and gives it out only after the record says that it was taken. */
export function exportEvidence(parts: ExportEvidenceParts) {
  return async (request: Request): Promise<Result<Response>> => {
    const { actor } = request;
    const refusal = refusalToExport(actor);
    if (refusal) return { ok: false, refusal };
    const end = await endOf(parts.record, request);
    const range = exportRange(request, end);
    if (!range.ok || !end) return range as Result<never>;
    const exportId = parts.ids.next('exp');
    const bundle = await writeBundle(parts, { request, exportId, range: range.value, end });
    const { from: fromIndex, to: toIndex } = range.value;
    const { manifestDigest } = bundle;
    const data = { exportId, by: actor.person, fromIndex, toIndex, manifestDigest };
    if (await parts.announce(told(parts, actor, data))) {
      const files = bundle.files.map(({ path, bytes }) => ({ path, bytes }));
      return { ok: true, value: { exportId, fromIndex, toIndex, files } };
    }
    await parts.files.remove(actor.tenant, exportId);
    return notRecorded;
  };
}

const notRecorded: Result<never> = {
  ok: false,
  refusal: {
    reasonCode: 'record_unavailable',
    message: 'The export could not be put on the record, so it was not given out.',
    remedy: 'Try again shortly.',
  },
};

async function endOf(record: RecordReader, { actor, toIndex }: Request): Promise<StoredCheckpoint | null> {
  if (toIndex !== undefined) return record.checkpointCovering(actor.tenant, toIndex);
  return (await record.listCheckpoints(actor.tenant, { limit: 1 }))[0] ?? null;
}

interface BundleOrder {
  request: Request;
  exportId: string;
  range: LeafRange;
  end: StoredCheckpoint;
}

async function writeBundle(parts: ExportEvidenceParts, order: BundleOrder): Promise<WrittenBundle> {
  const { range, end, exportId, request } = order;
  const { tenant } = request.actor;
  const { record } = parts;
  const { name: origin, vkey } = parts.signerOf(tenant);
  const [start] = await record.listCheckpoints(tenant, { beforeSize: range.from + 1, limit: 1 });
  const checkpoints = start ? { start: start.note, end: end.note } : { end: end.note };
  return writeEvidenceBundle({
    directory: parts.files.place(tenant, exportId),
    source: {
      leaves: () => record.leaves(tenant, range),
      payloads: () => record.payloads(tenant, range),
      checkpoints,
      readNode: record.nodes(tenant),
    },
    signers: { manifest: parts.manifestKeyOf(tenant) },
    tenant,
    origin,
    range,
    statement: {
      filter: `all events of ${tenant} from index ${range.from} up to, not including, ${range.to}`,
      redactions: [],
      knownGaps: [],
      generator: { name: 'countersign', version: parts.version },
      createdAt: instantOf(parts.clock.now()),
    },
    trust: { logs: [vkey], services: parts.services, witnesses: parts.witnesses },
  });
}

type Actor = Request['actor'];

function told(parts: ExportEvidenceParts, actor: Actor, data: z.input<typeof evidenceExported.dataSchema>) {
  return prepareEvent(evidenceExported, {
    id: `exported_${data.exportId.slice('exp_'.length)}`,
    tenant: actor.tenant,
    time: instantOf(parts.clock.now()),
    actor: { kind: 'person', id: actor.person },
    subject: data.exportId,
    data,
  });
}
