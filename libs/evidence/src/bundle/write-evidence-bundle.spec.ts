import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from '@jest/globals';
import { EVENTS, PAYLOADS, removeSampleBundles, SampleBundle } from '../../test/sample-bundle.js';
import { SampleRecord } from '../../test/sample-leaves.js';
import { SampleLog } from '../../test/sample-log.js';
import { parseTlogProof } from '../note/tlog-proof.js';
import type { EvidenceSource } from './evidence-source.js';

afterAll(removeSampleBundles);

const statementOf = async (bundle: SampleBundle): Promise<Record<string, unknown>> => {
  const envelope = JSON.parse((await bundle.read('manifest.json')).toString()) as { payload: string };
  return JSON.parse(Buffer.from(envelope.payload, 'base64').toString()) as Record<string, unknown>;
};

describe('writeEvidenceBundle', () => {
  it('writes a bundle that verifies, with every check passed and nothing to remark', async () => {
    const report = await (await SampleBundle.write()).verify();
    expect(report.failures).toEqual([]);
    expect(report.checks.filter((check) => !check.passed)).toEqual([]);
    expect(report.observations).toEqual([]);
    expect(report.verdict).toBe('verified');
  });

  it('writes bundles of any range and with any start checkpoint that verify', async () => {
    const log = SampleLog.ofStory();
    for (const [from, to, start] of [
      [0, 22, 0],
      [0, 5, undefined],
      [7, 22, 7],
      [13, 21, 4],
      [8, 22, 8],
      [22, 22, 22],
      [0, 0, undefined],
    ] as const) {
      const request = start === undefined ? { from, to } : { from, to, start };
      const report = await (await SampleBundle.write(log, request)).verify();
      expect([from, to, report.failures, report.verdict]).toEqual([from, to, [], 'verified']);
    }
  });

  it('keeps the exact leaf bytes, one leaf to a line', async () => {
    const bundle = await SampleBundle.write();
    const lines = (await bundle.read(EVENTS)).toString().split('\n');
    expect(lines.pop()).toBe('');
    expect(lines).toEqual(bundle.log.events.map((_, index) => bundle.log.bytesOf(index).toString()));
    expect((await bundle.read(PAYLOADS)).toString().split('\n')).toHaveLength(10);
  });

  it('states in the manifest what auditors ask for', async () => {
    const statement = await statementOf(await SampleBundle.write());
    expect(statement['predicate']).toMatchObject({
      tenant: 'acme',
      origin: 'countersign.example/acme',
      range: { from: 0, to: 22 },
      filter: 'all events',
      rows: {
        total: 22,
        byType: { ApprovalVoted: 2, ToolCallStarted: 3 },
        first: { index: 0, id: 'ev-00000' },
        last: { index: 21, id: 'ev-00021' },
        time: { from: '2026-03-01T08:00:00.000Z', to: '2026-03-01T08:00:21.000Z' },
        policyRevisions: [expect.stringMatching(/^sha256:/)],
        payloads: { opened: 9, erased: 0, withheld: 0 },
        proofs: 3,
      },
    });
    const names = (statement['subject'] as { name: string }[]).map(({ name }) => name);
    for (const name of ['README.md', 'verify.mjs', 'mapping/controls.json', 'trust/policy', EVENTS])
      expect(names).toContain(name);
  });

  it('starts a new file after 10,000 events and verifies across files', async () => {
    const record = new SampleRecord();
    for (let i = 0; i < 10_001; i++) record.add('RequestRefused', { n: i });
    const bundle = await SampleBundle.write(new SampleLog(record.events));
    expect((await bundle.read('events/0000000000010000.ndjson')).toString().split('\n')).toHaveLength(2);
    expect((await bundle.verify()).verdict).toBe('verified');
  });

  it('adds proofs that anyone can check alone', async () => {
    const bundle = await SampleBundle.write();
    const parsed = parseTlogProof((await bundle.read('proofs/7-ev-00007.tlog-proof')).toString());
    expect(parsed.ok && [parsed.proof.index, parsed.proof.checkpoint]).toEqual([7, bundle.log.checkpointAt(22)]);
  });

  it('brings a verifier that runs by itself, without network and packages', async () => {
    const bundle = await SampleBundle.write();
    const run = (...args: string[]) =>
      promisify(execFile)(process.execPath, ['verify.mjs', '.', ...args], { cwd: bundle.directory }).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (error: { code: number; stdout: string }) => error,
      );
    const trusted = await run('--trust-bundle');
    expect([trusted.code, trusted.stdout]).toEqual([
      0,
      expect.stringContaining('THE KEYS CAME FROM THE BUNDLE ITSELF'),
    ]);
    expect(await run()).toMatchObject({ code: 1, stdout: expect.stringContaining('you name no key that you trust') });
    await bundle.edit(EVENTS, (bytes) => bytes.toString().replace('"verdict":"hold"', '"verdict":"halt"'));
    const tampered = await run('--trust-bundle');
    expect([tampered.code, tampered.stdout]).toEqual([
      2,
      expect.stringContaining('leaf_altered (index 8, id ev-00008)'),
    ]);
  });

  it.each<[string, RegExp, (source: EvidenceSource) => EvidenceSource]>([
    [
      'leaves that its checkpoint does not sign',
      /do not give the root/,
      (source) => ({ ...source, leaves: () => reworded(source) }),
    ],
    ['a gap', /where leaf 3 was due/, (source) => ({ ...source, leaves: () => without(source, 3) })],
    ['too few leaves', /up to 21, not up to 22/, (source) => ({ ...source, leaves: () => without(source, 21) })],
    [
      'a checkpoint of another size',
      /range ends at 22/,
      (source) => ({ ...source, checkpoints: { end: SampleLog.ofStory().checkpointAt(21) } }),
    ],
  ])('refuses a source with %s, and so a bundle that could not be verified', async (_, message, change) => {
    await expect(SampleBundle.write(SampleLog.ofStory(), { change })).rejects.toThrow(message);
  });
});

async function* reworded(source: EvidenceSource): ReturnType<EvidenceSource['leaves']> {
  for await (const leaf of source.leaves())
    yield { ...leaf, bytes: Buffer.from(Buffer.from(leaf.bytes).toString().replace('hold', 'deny')) };
}

async function* without(source: EvidenceSource, index: number): ReturnType<EvidenceSource['leaves']> {
  for await (const leaf of source.leaves()) if (leaf.index !== index) yield leaf;
}
