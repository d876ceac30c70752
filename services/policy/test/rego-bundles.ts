import { regoDocumentSchema, type RegoDocument } from '@countersign/contracts';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundleFiles } from '../src/engine/rego/bundle-files.js';

const here = new URL('rego/', import.meta.url);

/** Bundles that `opa build --signing-key` made from the folders of the same names; the key is nowhere any more. */
export const publicKey = readFileSync(new URL('public-key.pem', here), 'utf8');
export const builtBundle = (name: 'guard' | 'unknown-builtin') => readFileSync(new URL(`${name}.tar.gz`, here));

export function regoDocument(bundle: Buffer, more: Record<string, unknown> = {}): RegoDocument {
  const written = {
    kind: 'Rego',
    name: 'guard',
    file: 'guard.tar.gz',
    key: { publicKey },
    bundle: bundle.toString('base64'),
  };
  return regoDocumentSchema.parse({ ...written, ...more });
}

/** What a thief could do with a bundle: change its files, leave its signature. */
export function rebuilt(bundle: Buffer, change: (files: Map<string, Buffer>) => void): Buffer {
  const files = new Map(bundleFiles(bundle));
  change(files);
  return tarOf([...files]);
}

export function tarOf(files: readonly (readonly [string, Buffer])[]): Buffer {
  const parts = files.flatMap(([path, content]) => {
    const header = Buffer.alloc(512);
    header.write(`/${path}`, 0);
    header.write(`${content.length.toString(8).padStart(11, '0')}\0`, 124);
    header.write('0', 156);
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...parts, Buffer.alloc(1024)]));
}

const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Another key pair, whose holder may sign anything. */
export const otherKey = {
  publicKey: pair.publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  signed(files: ReadonlyMap<string, Buffer>): Buffer {
    const listed = [...files].map(([name, content]) => ({
      name,
      hash: createHash('sha256').update(content).digest('hex'),
      algorithm: 'SHA-256',
    }));
    const text = [{ alg: 'RS256', typ: 'JWT' }, { files: listed }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const token = `${text}.${sign('sha256', Buffer.from(text), pair.privateKey).toString('base64url')}`;
    return tarOf([...files, ['.signatures.json', Buffer.from(JSON.stringify({ signatures: [token] }))]]);
  },
};
