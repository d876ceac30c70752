import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { EVENTS, removeSampleBundles, SampleBundle } from '../../test/sample-bundle.js';
import { runVerifyCommand } from './verify-command.js';

afterAll(removeSampleBundles);

const run = async (...args: string[]): Promise<{ code: number; text: string }> => {
  let text = '';
  const code = await runVerifyCommand(args, (line) => (text += line));
  return { code, text };
};
const keysOf = ({ trust }: SampleBundle): string[] => [
  ...trust.vkeys.flatMap((vkey) => ['--vkey', vkey]),
  ...trust.manifestKeys.flatMap((vkey) => ['--manifest-key', vkey]),
];

describe('runVerifyCommand', () => {
  it('ends with 0 for a sound bundle and 2 for a damaged one, whose failure it names', async () => {
    const bundle = await SampleBundle.write();
    expect(await run(bundle.directory, ...keysOf(bundle))).toEqual({
      code: 0,
      text: expect.stringMatching(/^VERIFIED: tenant acme/),
    });
    await bundle.edit(EVENTS, (bytes) => bytes.toString().replace('"vote":"approve"', '"vote":"approvE"'));
    const { code, text } = await run(bundle.directory, ...keysOf(bundle));
    expect([code, text]).toEqual([2, expect.stringContaining('leaf_altered (index 10, id ev-00010)')]);
  });

  it('takes trust from a policy file, earlier checkpoints and a tenant', async () => {
    const bundle = await SampleBundle.write();
    const [policy, kept] = [join(tmpdir(), `policy-${process.pid}`), join(tmpdir(), `kept-${process.pid}`)];
    await writeFile(policy, `log ${bundle.trust.vkeys[0]}\nmanifest ${bundle.trust.manifestKeys[0]}\nquorum none\n`);
    await writeFile(kept, bundle.log.checkpointAt(9));
    const args = [bundle.directory, '--policy', policy, '--known-checkpoint', kept];
    expect((await run(...args, '--tenant', 'acme')).code).toBe(0);
    expect((await run(...args, '--tenant', 'globex')).code).toBe(2);
    expect((await run(...args, '--quorum', '1', '--witness', bundle.log.cosigner.vkey)).code).toBe(0);
  });

  it('uses the keys of the bundle only when told to, and says so first of all it minds', async () => {
    const bundle = await SampleBundle.write();
    expect((await run(bundle.directory)).code).toBe(1);
    const { code, text } = await run(bundle.directory, '--trust-bundle', '--json');
    const report = JSON.parse(text) as { verdict: string; warnings: string[] };
    expect([code, report.verdict, report.warnings[0]]).toEqual([
      0,
      'verified',
      expect.stringContaining('FROM THE BUNDLE ITSELF'),
    ]);
  });

  it.each([
    [['/nowhere', '--vkey', 'x', '--manifest-key', 'y'], 'there is no folder /nowhere'],
    [['--unknown'], '--unknown'],
    [['.', '--policy', '/nowhere/policy'], '/nowhere/policy'],
    [['--vkey', 'x', '--manifest-key', 'y', '--quorum', 'many'], 'the quorum is a number'],
  ])('ends with 1 and says why it could not run: %j', async (args, why) => {
    const { code, text } = await run(...args);
    expect([code, text]).toEqual([1, expect.stringMatching(/^could not verify: .*\nSee --help\.$/s)]);
    expect(text).toContain(why);
  });

  it('tells how to use it', async () => {
    expect(await run('--help')).toEqual({ code: 0, text: expect.stringContaining('usage: verify.mjs') });
  });

  it('adds what came out when the decisions were made again, and cannot do it alone', async () => {
    const bundle = await SampleBundle.write();
    const args = [bundle.directory, ...keysOf(bundle), '--re-execute'];
    expect(await run(...args)).toEqual({ code: 1, text: expect.stringContaining('no policy engine') });
    const failure = { verdict: 'reexecution_verdict_differs' as const, message: 'deny, not allow', index: 3 };
    const again = { decisions: 4, derived: 2, failures: [failure], observations: [], totals: { not_reexecuted: 7 } };
    let text = '';
    const code = await runVerifyCommand(
      args,
      (line) => (text += line),
      async () => again,
    );
    expect([code, text]).toEqual([
      2,
      expect.stringContaining('reexecution_verdict_differs (index 3): deny, not allow'),
    ]);
    expect(text).toMatch(/FAILED {2}re-execution: .*2 of them from the arguments on; 7 could not be \(4\)/);
    expect(
      await runVerifyCommand(
        args,
        () => undefined,
        async () => ({ ...again, failures: [] }),
      ),
    ).toBe(0);
  });

  it('keeps control characters of a bundle away from the terminal', async () => {
    const bundle = await SampleBundle.write();
    await bundle.sign((predicate) => ({ ...predicate, tenant: '\u001b[2Jacme\u202e' }));
    const { code, text } = await run(bundle.directory, ...keysOf(bundle));
    expect([code, /[\p{Cf}\u{80}-\u{9f}]/u.test(text) || text.includes('\u001b'), text.includes('?[2Jacme?')]).toEqual([
      2,
      false,
      true,
    ]);
  });
});
