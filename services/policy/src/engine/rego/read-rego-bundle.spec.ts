import { describe, expect, it } from '@jest/globals';
import { builtBundle, otherKey, rebuilt, regoDocument, tarOf } from '../../../test/rego-bundles.js';
import { bundleFiles } from './bundle-files.js';
import { readRegoBundle } from './read-rego-bundle.js';
import { moduleFault } from './wasm-form.js';

const guard = builtBundle('guard');
const read = (bundle: Buffer, more = {}) => readRegoBundle(regoDocument(bundle, more));
const wasm = bundleFiles(guard).get('policy.wasm') as Buffer;

describe('a bundle', () => {
  it('that the pinned key signed is read, and named by its digest', () => {
    expect(read(guard)).toMatchObject({
      digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      code: { dataText: '{}\n' },
    });
  });

  it.each<[string, RegExp, Buffer]>([
    [
      'with another program',
      /not the file that was signed/,
      rebuilt(guard, (files) => files.set('policy.wasm', Buffer.concat([wasm, Buffer.alloc(1)]))),
    ],
    [
      'with other data',
      /"data.json" in the bundle is not the file/,
      rebuilt(guard, (files) => files.set('data.json', Buffer.from('{"a":1}'))),
    ],
    [
      'with a further file',
      /"more.json" in the bundle is not signed/,
      rebuilt(guard, (files) => files.set('more.json', Buffer.from('{}'))),
    ],
    [
      'without one of its files',
      /"policy.rego" was signed and is not in/,
      rebuilt(guard, (files) => files.delete('policy.rego')),
    ],
    ['without a signature', /not signed/, rebuilt(guard, (files) => files.delete('.signatures.json'))],
    [
      'with a broken signature',
      /cannot be read/,
      rebuilt(guard, (files) => files.set('.signatures.json', Buffer.from('{}'))),
    ],
    ['signed by somebody else', /not by the pinned key/, otherKey.signed(new Map([['policy.wasm', wasm]]))],
    ['with a file twice', /"policy.wasm" twice/, tarOf([...bundleFiles(guard), ['policy.wasm', wasm]])],
    ['with a way out of its folder', /proper path/, tarOf([['../policy.wasm', wasm]])],
    ['cut short', /unpacked|cut short/, guard.subarray(0, 40_000)],
    ['of something else', /unpacked/, Buffer.from('hello')],
  ])('%s is refused', (_, why, bundle) => {
    expect(() => read(bundle)).toThrow(why);
  });

  it('is refused when it names another algorithm than the pinned key is for', () => {
    const { publicKey } = otherKey;
    expect(() => read(guard, { key: { publicKey, algorithm: 'RS512' } })).toThrow(/pinned key is for RS512/);
    expect(() => read(otherKey.signed(new Map([['policy.wasm', wasm]])), { key: { publicKey } })).not.toThrow();
  });

  it('without a program, or with one that could take more than it is given, is refused', () => {
    const { publicKey } = otherKey;
    const signed = (program: Buffer) => () =>
      read(otherKey.signed(new Map([['policy.wasm', program]])), { key: { publicKey } });
    expect(() => read(otherKey.signed(new Map([['x.rego', wasm]])), { key: { publicKey } })).toThrow(/no policy.wasm/);
    expect(signed(Buffer.from('not wasm'))).toThrow(/no WebAssembly/);
    expect(signed(section(5, [1, 0, 1]))).toThrow(/memory of its own/);
    expect(signed(section(4, [1, 0x70, 0, 1]))).toThrow(/table without a bound/);
    expect(signed(section(2, [1, 3, ...Buffer.from('env'), 4, ...Buffer.from('exit'), 0, 0]))).toThrow(/"env.exit"/);
    expect(moduleFault(wasm)).toBeNull();
  });
});

function section(id: number, content: number[]): Buffer {
  return Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, id, content.length, ...content]);
}
