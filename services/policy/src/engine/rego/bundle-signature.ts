import type { RegoDocument } from '@countersign/contracts';
import { constants, createHash, createPublicKey, timingSafeEqual, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';

type PinnedKey = NonNullable<RegoDocument['key']>;

const signaturesFile = '.signatures.json';
const signaturesSchema = z.looseObject({ signatures: z.tuple([z.string().max(1_000_000)]) });
const headerSchema = z.looseObject({ alg: z.string() });
const hashes = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' } as const;
const fileSchema = z.looseObject({
  name: z.string(),
  hash: z.string(),
  algorithm: z.enum(Object.keys(hashes) as [keyof typeof hashes]),
});
const payloadSchema = z.looseObject({ files: z.array(fileSchema).max(1000) });

/** Checks that the pinned key signed exactly these files, as `opa build --signing-key` does. Returns what is wrong, or null. */
export function signatureFault(files: ReadonlyMap<string, Buffer>, key: PinnedKey): string | null {
  const signed = files.get(signaturesFile);
  if (!signed) return 'the bundle is not signed (opa build --signing-key)';
  try {
    const { signatures } = signaturesSchema.parse(JSON.parse(signed.toString()));
    const [header = '', payload = '', signature = ''] = signatures[0].split('.');
    const { alg } = headerSchema.parse(jsonOf(header));
    if (alg !== key.algorithm)
      return `the bundle is signed with ${alg.slice(0, 20)}, the pinned key is for ${key.algorithm}`;
    const isGood = isSigned(`${header}.${payload}`, Buffer.from(signature, 'base64url'), key);
    if (!isGood) return 'the signature of the bundle is not by the pinned key';
    return filesFault(files, payloadSchema.parse(jsonOf(payload)).files);
  } catch {
    return 'the signature of the bundle cannot be read';
  }
}

function isSigned(text: string, signature: Buffer, { algorithm, publicKey }: PinnedKey): boolean {
  const key = createPublicKey(publicKey);
  if (!fits(key, algorithm)) return false;
  const hash = `sha${algorithm.slice(2)}`;
  const options = algorithm.startsWith('PS')
    ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }
    : {};
  return verify(hash, Buffer.from(text), { key, dsaEncoding: 'ieee-p1363', ...options }, signature);
}

function fits(key: KeyObject, algorithm: PinnedKey['algorithm']): boolean {
  return key.asymmetricKeyType === (algorithm.startsWith('ES') ? 'ec' : 'rsa');
}

/** Every file is signed and every signed file is there. */
function filesFault(files: ReadonlyMap<string, Buffer>, signed: readonly z.infer<typeof fileSchema>[]): string | null {
  const expected = new Map(signed.map((one) => [one.name.replace(/^\/+/, ''), one]));
  for (const [path, content] of files) {
    if (path === signaturesFile) continue;
    const known = expected.get(path);
    if (!known) return `"${path}" in the bundle is not signed`;
    if (!isSame(hashOf(path, content, hashes[known.algorithm]), known.hash))
      return `"${path}" in the bundle is not the file that was signed`;
    expected.delete(path);
  }
  const [missing] = expected.keys();
  return missing === undefined ? null : `"${missing}" was signed and is not in the bundle`;
}

/** Documents are hashed by what they say, in order; any other file by its bytes. */
function hashOf(path: string, content: Buffer, algorithm: string): string {
  const isDocument = path.endsWith('.json') || path.endsWith('.manifest');
  const bytes = isDocument ? Buffer.from(orderedText(JSON.parse(content.toString()))) : content;
  return createHash(algorithm).update(bytes).digest('hex');
}

function orderedText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(orderedText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  return `{${entries.map(([name, member]) => `${JSON.stringify(name)}:${orderedText(member)}`).join(',')}}`;
}

function isSame(found: string, stated: string): boolean {
  const [left, right] = [Buffer.from(found), Buffer.from(stated)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function jsonOf(part: string): unknown {
  return JSON.parse(Buffer.from(part, 'base64url').toString());
}
