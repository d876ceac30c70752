import { afterAll, describe, expect, it } from '@jest/globals';
import { EVENTS, PAYLOADS, removeSampleBundles, SampleBundle, verdictsOf } from '../../test/sample-bundle.js';

afterAll(removeSampleBundles);

const flipBit = (bytes: Buffer, at: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] as number) ^ 1;
  return copy;
};
const tampered = async (tamper: (bundle: SampleBundle) => Promise<void>): Promise<string[]> => {
  const bundle = await SampleBundle.write();
  await tamper(bundle);
  const report = await bundle.verify();
  expect(report.verdict).toBe('failed');
  return verdictsOf(report);
};

/** Someone with the bundle in hand and no key. Every change also shows as a changed file; these are the other names. */
describe('a bundle that was tampered with', () => {
  it('names the leaf whose decision was edited', async () => {
    const bundle = await SampleBundle.write();
    await bundle.edit(EVENTS, (bytes) => bytes.toString().replace('"verdict":"hold"', '"verdict":"deny"'));
    const { failures } = await bundle.verify();
    expect(failures).toContainEqual(expect.objectContaining({ verdict: 'leaf_altered', index: 8, id: 'ev-00008' }));
    expect(failures).toContainEqual(expect.objectContaining({ verdict: 'manifest_mismatch', file: EVENTS }));
  });

  it('names every single leaf by index and id, wherever in it one bit is flipped', async () => {
    const bundle = await SampleBundle.write();
    const whole = await bundle.read(EVENTS);
    let start = 0;
    for (const index of bundle.log.events.keys()) {
      const end = whole.indexOf(0x0a, start);
      await bundle.edit(EVENTS, () => flipBit(whole, start + Math.floor(((end - start) * (index + 1)) / 30)));
      const report = await bundle.verify();
      const id = `ev-${String(index).padStart(5, '0')}`;
      expect(report.failures).toContainEqual(expect.objectContaining({ verdict: 'leaf_altered', index, id }));
      start = end + 1;
    }
  });

  it.each<[string, string[], (lines: string[]) => string[]]>([
    ['a row deleted in the middle', ['leaf_missing 9'], (lines) => lines.toSpliced(9, 1)],
    ['the tail cut', ['tail_cut 19'], (lines) => lines.slice(0, 19)],
    ['all rows cut', ['tail_cut 0'], () => []],
    ['two rows swapped', ['order_changed 4'], (lines) => lines.with(4, lines[5] as string).with(5, lines[4] as string)],
    [
      'a back-dated row inserted',
      ['leaf_inserted 3'],
      (lines) => lines.toSpliced(3, 0, (lines[3] as string).replace('ev-00003', 'ev-99999')),
    ],
    ['a row repeated', ['duplicate_id 7', 'leaf_inserted 7'], (lines) => lines.toSpliced(7, 0, lines[6] as string)],
    [
      'a row replaced and one deleted',
      ['leaf_altered 2', 'leaf_missing 8'],
      (lines) => lines.with(2, (lines[2] as string).replace('call-a', 'call-x')).toSpliced(8, 1),
    ],
  ])('names %s', async (_, names, change) => {
    expect(await tampered((bundle) => bundle.editLines(EVENTS, change))).toEqual(expect.arrayContaining(names));
  });

  it('names a flipped bit in an opened payload by the leaf that commits to it', async () => {
    const names = await tampered((bundle) =>
      bundle.edit(PAYLOADS, (bytes) => flipBit(bytes, bytes.indexOf('"bytes":"') + 12)),
    );
    expect(names).toEqual(['payload_mismatch 2']);
  });

  it('names a payload row that was removed, one that was added and one put under another name', async () => {
    expect(await tampered((bundle) => bundle.editLines(PAYLOADS, (lines) => lines.toSpliced(1, 1)))).toContain(
      'payload_missing 3',
    );
    expect(await tampered((bundle) => bundle.editLines(PAYLOADS, (lines) => [lines[0] as string, ...lines]))).toContain(
      'payload_mismatch 2',
    );
    const renamed = await tampered((bundle) =>
      bundle.edit(PAYLOADS, (bytes) => bytes.toString().replace('"arguments"', '"argumentz"')),
    );
    expect(renamed).toEqual(expect.arrayContaining(['payload_missing 2', 'payload_mismatch 2']));
  });

  it('tells an altered list of leaf hashes from altered leaves', async () => {
    const at = (bytes: Buffer): number => bytes.length - 20;
    const names = await tampered((bundle) =>
      bundle.edit('log/leaf-hashes', (bytes) => bytes.fill('A', at(bytes), at(bytes) + 4)),
    );
    expect(names).toEqual(['leaf_hashes_altered']);
  });

  it.each([
    ['log/checkpoint.end', ['file_missing']],
    ['log/leaf-hashes', ['file_missing']],
    ['manifest.json', ['file_missing']],
    ['README.md', ['file_missing']],
    [EVENTS, ['file_missing', 'tail_cut 0']],
    [PAYLOADS, ['file_missing', 'payload_missing 2']],
  ])('names the removed file %s', async (path, names) => {
    expect(await tampered((bundle) => bundle.remove(path))).toEqual(expect.arrayContaining(names));
  });

  it('names a file that was put in', async () => {
    const names = await tampered((bundle) =>
      bundle.edit('README.md', (bytes) => bytes).then(() => bundle.add('events/9.ndjson', '{}\n')),
    );
    expect(names).toContain('file_unlisted');
  });

  it('names a proof that is of another leaf, or for another index', async () => {
    const proof = 'proofs/7-ev-00007.tlog-proof';
    expect(
      await tampered((bundle) => bundle.edit(proof, (bytes) => bytes.toString().replace('index 7', 'index 6'))),
    ).toEqual(['proof_invalid']);
    const moved = await tampered(async (bundle) =>
      bundle.add('proofs/6-ev-00006.tlog-proof', await bundle.read(proof)),
    );
    expect(moved).toEqual(['file_unlisted', 'proof_invalid', 'manifest_mismatch']);
    expect(await tampered((bundle) => bundle.edit(proof, (bytes) => flipBit(bytes, 40)))).toEqual([
      expect.stringMatching(/^proof_invalid/),
    ]);
  });

  it('names a tree head that was edited, and one that lost its signature', async () => {
    const end = 'log/checkpoint.end';
    expect(
      await tampered((bundle) => bundle.edit(end, (bytes) => bytes.toString().replace('\n22\n', '\n23\n'))),
    ).toContain('checkpoint_signature_invalid');
    const unsigned = (bytes: Buffer): string => bytes.toString().replace(/^\u2014 countersign.*\n/mu, '');
    expect(await tampered((bundle) => bundle.edit(end, unsigned))).toContain('untrusted_key');
    expect(await tampered((bundle) => bundle.edit(end, () => 'nothing\n'))).toContain('checkpoint_malformed');
  });
});

describe('one flipped bit', () => {
  const MANY = 300_000;

  it(
    'anywhere in any file makes the verification fail',
    async () => {
      const bundle = await SampleBundle.write();
      const paths = await bundle.paths();
      expect(paths.length).toBeGreaterThan(10);
      for (const path of paths) {
        const whole = await bundle.read(path);
        for (const part of [0, 0.2, 0.5, 0.7, 0.99]) {
          await bundle.edit(path, () => flipBit(whole, Math.floor(whole.length * part)));
          expect([path, part, (await bundle.verify()).verdict]).toEqual([path, part, 'failed']);
        }
        await bundle.edit(path, () => whole);
      }
      expect((await bundle.verify()).verdict).toBe('verified');
    },
    MANY,
  );

  it(
    'anywhere in the manifest makes the verification fail',
    async () => {
      const bundle = await SampleBundle.write();
      const whole = await bundle.read('manifest.json');
      for (let at = 0; at < whole.length; at += at > whole.length - 200 ? 1 : 37) {
        await bundle.edit('manifest.json', () => flipBit(whole, at));
        expect([at, (await bundle.verify()).verdict]).toEqual([at, 'failed']);
      }
    },
    MANY,
  );
});
