import { gunzipSync } from 'node:zlib';

/** All of a bundle, unpacked. */
const maxUnpacked = 16 * 1024 * 1024;
const maxFiles = 500;
const block = 512;

/** The files of a bundle by path, without a leading slash. Throws what is wrong with it. */
export function bundleFiles(bundle: Uint8Array): ReadonlyMap<string, Buffer> {
  const tar = unpacked(bundle);
  const files = new Map<string, Buffer>();
  for (let at = 0; at + block <= tar.length;) {
    const header = tar.subarray(at, at + block);
    if (header.every((byte) => byte === 0)) return files;
    const size = Number.parseInt(textAt(header, 124, 12), 8);
    if (!Number.isSafeInteger(size) || at + block + size > tar.length) throw new Error('the bundle is cut short');
    add(files, header, tar.subarray(at + block, at + block + size));
    at += block + Math.ceil(size / block) * block;
  }
  throw new Error('the bundle is cut short');
}

function unpacked(bundle: Uint8Array): Buffer {
  try {
    return gunzipSync(bundle, { maxOutputLength: maxUnpacked });
  } catch (error) {
    throw new Error(`the bundle cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** What counts must be a plain file that is there once: a second one of the same name could be the one that is not signed. */
function add(files: Map<string, Buffer>, header: Buffer, content: Buffer): void {
  const kind = textAt(header, 156, 1);
  if (kind === '5') return;
  const prefix = textAt(header, 345, 155);
  const path = `${prefix === '' ? '' : `${prefix}/`}${textAt(header, 0, 100)}`.replace(/^\/+/, '');
  if (kind !== '0' && kind !== '') throw new Error(`the bundle holds "${path}", which is no plain file`);
  if (path.split('/').some((part) => part === '' || part === '.' || part === '..'))
    throw new Error('the bundle holds a file without a proper path');
  if (files.has(path)) throw new Error(`the bundle holds "${path}" twice`);
  if (files.size >= maxFiles) throw new Error(`the bundle holds more than ${maxFiles} files`);
  files.set(path, content);
}

function textAt(header: Buffer, from: number, length: number): string {
  return header
    .toString('utf8', from, from + length)
    .replace(/\0.*$/s, '')
    .trim();
}
