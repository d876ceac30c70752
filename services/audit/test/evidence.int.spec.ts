import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { exportEvidence, getCheckpoint, getTrust, listEvents, readEvidenceFile } from '@countersign/contracts';
import { verifyEvidenceBundle } from '@countersign/evidence';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { proposedEvent } from '../src/test-data/messages.js';
import { eventually } from './eventually.js';
import { startWitness, type ProtocolWitness } from './protocol-witness.js';
import { person, startAudit, type RunningAudit } from './running-audit.js';

let audit: RunningAudit;
let witness: ProtocolWitness;
const fetched = mkdtempSync(join(tmpdir(), 'countersign-bundle-'));
const auditor = person('acme', 'auditor');

type Answer<T> = { ok: true; value: T } | { ok: false; refusal: { reasonCode: string } };

async function answer<T>(asked: Promise<Answer<T>>): Promise<T> {
  const result = await asked;
  if (!result.ok) throw new Error(`refused: ${result.refusal.reasonCode}`);
  return result.value;
}

const exportAs = (actor = auditor, range: { fromIndex?: number; toIndex?: number } = {}) =>
  audit.console.rpc.call(exportEvidence, { actor, ...range }, 60_000);

async function fetchFile(exportId: string, path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let offset: number | null = 0;
  while (offset !== null) {
    const read: { chunk: string; next: number | null } = await answer(
      audit.console.rpc.call(readEvidenceFile, { actor: auditor, exportId, path, offset }),
    );
    chunks.push(Buffer.from(read.chunk, 'base64'));
    offset = read.next;
  }
  return Buffer.concat(chunks);
}

/** Fetches a bundle file by file, as the console does, and verifies it with keys pinned beforehand. */
async function fetchAndVerify(bundle: { exportId: string; files: { path: string; bytes: number }[] }, quorum = 0) {
  const directory = join(fetched, bundle.exportId);
  for (const { path, bytes } of bundle.files) {
    const content = await fetchFile(bundle.exportId, path);
    expect([path, content.byteLength]).toEqual([path, bytes]);
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
  const trust = await answer(audit.console.rpc.call(getTrust, { actor: auditor }));
  const { vkey, manifestVkey, services, witnesses } = trust;
  return verifyEvidenceBundle({
    directory,
    trust: { vkeys: [vkey], manifestKeys: [manifestVkey], services, witnesses, quorum },
    tenant: 'acme',
  });
}

beforeAll(async () => {
  audit = await startAudit(async (settings) => {
    witness = await startWitness(settings.SIGNING_KEY_FILE, settings.LOG_ORIGIN_PREFIX);
    return { ...settings, WITNESSES: [witness] };
  });
  // One payload that does not fit into one chunk.
  const events = Array.from({ length: 300 }, (_, nth) => proposedEvent({ nth, tenant: nth % 10 ? 'acme' : 'globex' }));
  await audit.record([...events, proposedEvent({ nth: 400, argumentBytes: 500_000 })]);
  const covered = async () => {
    const result = await audit.console.rpc.call(getCheckpoint, { actor: auditor });
    return result.ok && result.value.size >= 271;
  };
  await eventually('a checkpoint covers the events', covered);
});

afterAll(async () => {
  await audit.stop();
  await witness.close();
  rmSync(fetched, { recursive: true, force: true });
});

describe('taking evidence out', () => {
  it('gives a bundle of the whole log that verifies', async () => {
    const bundle = await answer(exportAs());
    expect(bundle.fromIndex).toBe(0);
    expect(bundle.toIndex).toBeGreaterThanOrEqual(271);
    const report = await fetchAndVerify(bundle);
    expect(report.failures).toEqual([]);
    expect(report.verdict).toBe('verified');
  });

  it('gives one whose end a witness cosigned, as an auditor may ask for', async () => {
    let [size, nth] = [0, 500];
    // A witness that was too slow is left alone for a while; then there is the next checkpoint.
    const cosigned = async () => {
      const newest = await answer(audit.console.rpc.call(getCheckpoint, { actor: auditor }));
      if (newest.note.includes('\u2014 witness.example ')) size = newest.size;
      else await audit.record([proposedEvent({ nth: nth++, tenant: 'acme' })]);
      return size > 0;
    };
    await eventually('a checkpoint is cosigned', cosigned, 60_000);
    const report = await fetchAndVerify(await answer(exportAs(auditor, { toIndex: size })), 1);
    expect([report.failures, report.observations.map(({ kind }) => kind)]).toEqual([
      [],
      expect.arrayContaining(['cosigned']),
    ]);
    expect(report.verdict).toBe('verified');
  });

  it('gives a bundle of a range, rounded up to the next checkpoint, that verifies', async () => {
    const bundle = await answer(exportAs(auditor, { fromIndex: 100, toIndex: 101 }));
    expect(bundle.fromIndex).toBe(100);
    expect(bundle.toIndex).toBeGreaterThan(100);
    expect((await fetchAndVerify(bundle)).verdict).toBe('verified');
  });

  it('is on the record before it is given out', async () => {
    const { exportId } = await answer(exportAs());
    const { events } = await answer(
      audit.console.rpc.call(listEvents, { actor: auditor, subject: exportId, limit: 10 }),
    );
    expect(events.map((event) => event.type)).toEqual(['EvidenceExported']);
    expect(JSON.parse(events[0]?.leaf ?? '')).toMatchObject({
      actor: { kind: 'person', id: 'ada' },
      data: { by: 'ada' },
    });
  });

  it('is for auditors and administrators', async () => {
    for (const roles of [['viewer'], ['approver'], []] as const)
      expect(await exportAs(person('acme', ...roles))).toMatchObject({ refusal: { reasonCode: 'forbidden' } });
    expect(await exportAs(person('acme', 'admin'))).toMatchObject({ ok: true });
  });

  it('refuses a range that no checkpoint covers', async () => {
    expect(await exportAs(auditor, { toIndex: 1_000_000 })).toMatchObject({
      refusal: { reasonCode: 'range_unavailable' },
    });
    expect(await exportAs(auditor, { fromIndex: 1_000_000 })).toMatchObject({
      refusal: { reasonCode: 'range_unavailable' },
    });
  });

  it('gives no file to another tenant, and nothing that is no file of the bundle', async () => {
    const { exportId } = await answer(exportAs());
    const read = (actor: typeof auditor, path: string, id = exportId) =>
      audit.console.rpc.call(readEvidenceFile, { actor, exportId: id, path, offset: 0 });
    expect(await read(auditor, 'manifest.json')).toMatchObject({ ok: true });
    expect(await read(person('globex', 'admin'), 'manifest.json')).toMatchObject({
      refusal: { reasonCode: 'not_found' },
    });
    expect(await read(person('acme', 'viewer'), 'manifest.json')).toMatchObject({
      refusal: { reasonCode: 'forbidden' },
    });
    const others = [
      '../../../log.pem',
      '..',
      '',
      '.',
      'events',
      '/etc/passwd',
      'log/../manifest.json',
      'manifest.json\u0000',
    ];
    for (const path of others)
      expect([path, await read(auditor, path)]).toMatchObject([path, { refusal: { reasonCode: 'not_found' } }]);
  });

  it('is gone after its time', async () => {
    const { exportId } = await answer(exportAs());
    await audit.service.parts.files.removeOlderThan(-1);
    const result = await audit.console.rpc.call(readEvidenceFile, {
      actor: auditor,
      exportId,
      path: 'manifest.json',
      offset: 0,
    });
    expect(result).toMatchObject({ refusal: { reasonCode: 'not_found' } });
  });
});
