import { afterAll, describe, expect, it } from '@jest/globals';
import { EVENTS, removeSampleBundles, SampleBundle, verdictsOf } from '../../test/sample-bundle.js';
import { SampleRecord, type SampleEvent } from '../../test/sample-leaves.js';
import { SampleLog } from '../../test/sample-log.js';
import { leafHash } from '../merkle/merkle-hash.js';
import { createNoteSigner, generateNoteKey } from '../note/note-signer.js';
import type { Failure } from './report.js';

afterAll(removeSampleBundles);

const withLeaf = (events: readonly SampleEvent[], index: number, change: object): SampleEvent[] => {
  const event = events[index] as SampleEvent;
  return [...events].with(index, { ...event, leaf: { ...event.leaf, ...change } });
};
const find = (failures: readonly Failure[], verdict: string): Failure | undefined =>
  failures.find((one) => one.verdict === verdict);

/** Someone who runs the system: writes the database, exports, or even holds the key of the log. */
describe('an insider', () => {
  it('who rewrites leaf and hashes and signs the manifest again misses the signed root', async () => {
    const bundle = await SampleBundle.write();
    await bundle.edit(EVENTS, (bytes) =>
      bytes.toString().replace('"target":"shell://sandbox"', '"target":"shell://outside"'),
    );
    const lines = (await bundle.read(EVENTS)).toString().split('\n').slice(0, -1);
    const head = 'countersign/leaf-hashes@v1\nrange 0 22\n';
    const hashes = lines.map(
      (line, i) => `${leafHash(Buffer.from(line)).toString('base64')} ev-${String(i).padStart(5, '0')}\n`,
    );
    await bundle.edit('log/leaf-hashes', () => head + hashes.join(''));
    await bundle.sign();
    expect(verdictsOf(await bundle.verify())).toContain('root_mismatch');
  });

  it('who cuts the tail and signs the manifest for the shorter range still has the longer tree head', async () => {
    const bundle = await SampleBundle.write();
    await bundle.editLines(EVENTS, (lines) => lines.slice(0, 20));
    await bundle.editLines('log/leaf-hashes', (lines) => lines.slice(0, 22).with(1, 'range 0 20'));
    await bundle.sign((predicate) => ({ ...predicate, range: { from: 0, to: 20 } }));
    expect(verdictsOf(await bundle.verify())).toEqual(expect.arrayContaining(['tail_cut', 'root_mismatch']));
  });

  it('who states wrong counts, ids or times in a signed manifest is told which', async () => {
    for (const rows of [
      { total: 21 },
      { byType: {} },
      { last: null },
      { proofs: 4 },
      { payloads: { opened: 9, erased: 1, withheld: 0 } },
    ]) {
      const bundle = await SampleBundle.write();
      await bundle.sign((predicate) => ({ ...predicate, rows: { ...predicate.rows, ...rows } }) as typeof predicate);
      const { failures } = await bundle.verify();
      expect(failures).toEqual([expect.objectContaining({ verdict: 'manifest_mismatch', check: 'rows' })]);
      expect(failures[0]?.message).toContain(`"${Object.keys(rows)[0]}"`);
    }
  });

  it('who rewrites history and signs it with the key of the log is shown by a checkpoint that the auditor kept', async () => {
    const honest = SampleLog.ofStory();
    const forged = new SampleLog(withLeaf(honest.events, 12, { time: '2026-03-01T09:00:00.000Z' }), honest.key);
    const bundle = await SampleBundle.write(forged);
    expect((await bundle.verify()).verdict).toBe('verified');
    for (const size of [13, 22]) {
      const report = await bundle.verify({ knownCheckpoints: [honest.checkpointAt(size)] });
      expect([size, verdictsOf(report)]).toEqual([size, ['inconsistent_history']]);
    }
    expect((await bundle.verify({ knownCheckpoints: [honest.checkpointAt(12)] })).verdict).toBe('verified');
  });

  it('who does so is also shown by the witnesses, whose keys they do not hold, and by tree heads in the log itself', async () => {
    const honest = SampleLog.ofStory();
    const forged = new SampleLog(withLeaf(honest.events, 3, { time: '2026-03-01T09:00:00.000Z' }), honest.key);
    const bundle = await SampleBundle.write(forged);
    const trust = { ...bundle.trust, witnesses: [honest.cosigner.vkey], quorum: 1 };
    const report = await bundle.verify({ trust });
    expect(verdictsOf(report)).toEqual(['witness_quorum_missed', 'inconsistent_history 16']);
    const sound = await (await SampleBundle.write(honest)).verify({ trust });
    expect([sound.verdict, sound.warnings, sound.observations.map(({ kind }) => kind)]).toEqual([
      'verified',
      [],
      ['cosigned'],
    ]);
  });

  it('who restores an old backup and goes on from there is shown by what was signed in between', async () => {
    const honest = SampleLog.ofStory();
    const restored = new SampleRecord();
    restored.events.push(...honest.events.slice(0, 17));
    restored.heldCall('call-z');
    const bundle = await SampleBundle.write(new SampleLog(restored.events, honest.key));
    const report = await bundle.verify({ knownCheckpoints: [honest.checkpointAt(20)] });
    expect(verdictsOf(report)).toEqual(['inconsistent_history']);
    const forked = await bundle.verify({ knownCheckpoints: [8, 17, 20].map((size) => honest.checkpointAt(size)) });
    expect(verdictsOf(forked)).toEqual(['history_forked']);
    expect(find(forked.failures, 'history_forked')?.message).toContain('set back to 17 leaves');
    const stopped = await SampleBundle.write(new SampleLog(honest.events.slice(0, 17), honest.key));
    expect(verdictsOf(await stopped.verify({ knownCheckpoints: [honest.checkpointAt(20)] }))).toEqual(['tail_cut']);
  });

  it('who shows a start checkpoint of another tree cannot prove that the end extends it', async () => {
    const honest = SampleLog.ofStory();
    const forged = new SampleLog(withLeaf(honest.events, 2, { time: '2026-03-01T09:00:00.000Z' }), honest.key);
    for (const from of [8, 10]) {
      const bundle = await SampleBundle.write(honest, { from, start: 8 });
      await bundle.edit('log/checkpoint.start', () => forged.checkpointAt(8));
      await bundle.sign();
      expect(verdictsOf(await bundle.verify())).toContain('inconsistent_history');
    }
  });

  it('who runs two sealers leaves two of one epoch on the record', async () => {
    const record = new SampleRecord();
    for (const epoch of [1, 2, 2]) record.add('SealerStarted', { epoch, size: 0 });
    const bundle = await SampleBundle.write(new SampleLog(record.events));
    expect(verdictsOf(await bundle.verify())).toEqual(['two_sealers 2']);
  });

  it('who swaps the key of the log, or starts a new one of the same name, is not trusted', async () => {
    const bundle = await SampleBundle.write();
    const pinned = { ...bundle.trust, vkeys: [generateNoteKey(bundle.log.origin).vkey] };
    expect(verdictsOf(await bundle.verify({ trust: pinned }))).toEqual(['untrusted_key']);
    const exporter = { ...bundle.trust, manifestKeys: [generateNoteKey('someone.example').vkey] };
    expect(find((await bundle.verify({ trust: exporter })).failures, 'untrusted_key')?.file).toBe('manifest.json');
  });

  it('who puts in a tree head of another log is told so, even if that log is trusted too', async () => {
    const bundle = await SampleBundle.write();
    const other = new SampleLog(
      bundle.log.events,
      generateNoteKey('countersign.example/other'),
      'countersign.example/other',
    );
    await bundle.edit('log/checkpoint.end', () => other.checkpointAt(22));
    await bundle.sign();
    const trust = { ...bundle.trust, vkeys: [...bundle.trust.vkeys, other.vkey] };
    expect(verdictsOf(await bundle.verify({ trust }))).toContain('foreign_origin');
  });

  it('who signs a tree head with the trusted key of another log is not believed', async () => {
    const other = generateNoteKey('countersign.example/other');
    const bundle = await SampleBundle.write(new SampleLog(SampleLog.ofStory().events, other));
    const trust = { ...bundle.trust, vkeys: [createNoteSigner(other).vkey] };
    expect(verdictsOf(await bundle.verify({ trust }))).toEqual(['untrusted_key']);
  });

  it('who hands over the bundle of another tenant is told so', async () => {
    const bundle = await SampleBundle.write(SampleLog.ofStory(), { tenant: 'globex' });
    expect((await bundle.verify({ tenant: 'acme' })).failures[0]).toMatchObject({
      verdict: 'foreign_tenant',
      check: 'manifest',
    });
    expect(verdictsOf(await bundle.verify())).toContain('foreign_tenant 0');
  });
});
