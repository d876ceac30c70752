import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { program } from '../../../test/governance.js';
import { builtBundle, publicKey } from '../../../test/rego-bundles.js';
import { RevisionLoader } from '../revision-loader.js';
import { compilerOf } from './compile-rego.js';

const fetch = async () => builtBundle('guard');
const withOpa = (opa: string) =>
  new RevisionLoader(program, { fetch, compile: compilerOf({ opa, searchPath: process.env['PATH'] ?? '' }) });
const key = publicKey.replace(/^/gm, '    ');
const yaml = (more: string) => ({ path: 'rego.yaml', text: `kind: Rego\nname: guard\n${more}` });
const signedFile = yaml(`file: rego/guard.tar.gz\nkey:\n  publicKey: |\n${key}`);
const sourceFile = yaml('file: rego/guard.rego');
const source = 'package countersign.tenant\n\ndecision := {"verdict": "deny", "reason": "closed today"}\n';

const opa = [process.env['OPA_BIN'], 'opa', join(homedir(), 'go', 'bin', 'opa')].find((one) => {
  try {
    return one !== undefined && execFileSync(one, ['version'], { stdio: ['ignore', 'pipe', 'ignore'] }).length > 0;
  } catch {
    return false;
  }
});

describe('a governance folder with Rego', () => {
  it('brings a signed bundle along, which then is part of the document', async () => {
    const bundle = builtBundle('guard').toString('base64');
    const parsed = await withOpa('opa').parse([signedFile, { path: 'rego/guard.tar.gz', text: bundle }], {});
    expect(parsed).toMatchObject({ ok: true, documents: [{ kind: 'Rego', bundle }] });
  });

  it.each([
    ['a file that is not there', signedFile, [], /no file rego\/guard.tar.gz/],
    [
      'a bundle that uses what there is not',
      signedFile,
      [{ path: 'rego/guard.tar.gz', text: builtBundle('unknown-builtin').toString('base64') }],
      /time.now_ns/,
    ],
    ['a bundle without a key', yaml('file: rego/guard.tar.gz'), [], /needs the public key/],
    ['neither file nor url', yaml(`key:\n  publicKey: |\n${key}`), [], /name a file or a url/],
    ['approvers that do not exist', yaml('file: a.rego\napprovers:\n  groups: [nobody]'), [], /no Group "nobody"/],
  ])('is told about %s', async (...[, file, attachments, why]) => {
    const parsed = await withOpa('opa').parse([file, ...attachments], {});
    expect(parsed).toMatchObject({ ok: false, problems: [{ message: expect.stringMatching(why) }] });
  });

  it('is told plainly when there is no opa to compile a module with', async () => {
    const parsed = await withOpa('/nowhere/opa').parse([sourceFile, { path: 'rego/guard.rego', text: source }], {});
    expect(parsed).toMatchObject({
      ok: false,
      problems: [{ path: 'rego/guard.rego', message: expect.stringMatching(/install opa.*or name a signed bundle/) }],
    });
  });

  it('has its modules compiled on the spot where there is opa, and hears what the compiler says', async () => {
    if (opa === undefined) {
      process.stdout.write('no opa found: compiling on the spot was NOT tried\n');
      return;
    }
    const parsed = await withOpa(opa).parse([sourceFile, { path: 'rego/guard.rego', text: source }], {});
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    const { guards } = await withOpa(opa).load(parsed.documents);
    expect(guards[0]?.judge({})).toEqual({ ok: true, verdict: 'deny', reason: 'closed today' });
    const clock = `${source}\nnow := time.now_ns()\n`;
    const refused = await withOpa(opa).parse([sourceFile, { path: 'rego/guard.rego', text: clock }], {});
    expect(refused).toMatchObject({
      ok: false,
      problems: [{ message: expect.stringMatching(/undefined function time.now_ns/) }],
    });
  });
});
