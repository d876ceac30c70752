import { createHash } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

const CHUNK_BYTES = 1024 * 1024;
const NEWLINE = 0x0a;
/** The manifest of a bundle of a few hundred thousand files, and any other file that is read as a whole. */
const MAX_WHOLE_FILE = 1024 * 1024 * 1024;
/** A payload in base64; a leaf is far shorter. */
const MAX_LINE_BYTES = 256 * 1024 * 1024;

/** Read access to a bundle; paths are relative, with forward slashes, as in the manifest. */
export class BundleFiles {
  private readonly present: ReadonlySet<string>;

  private constructor(
    private readonly directory: string,
    /** Every file there is, sorted. */
    readonly paths: readonly string[],
  ) {
    this.present = new Set(paths);
  }

  static async open(directory: string): Promise<BundleFiles> {
    const paths = await filesBelow(directory, '');
    return new BundleFiles(directory, paths.sort());
  }

  has(path: string): boolean {
    return this.present.has(path);
  }

  /** The whole file; undefined if it is not there. */
  async read(path: string): Promise<Buffer | undefined> {
    if (!this.has(path)) return undefined;
    const file = join(this.directory, path);
    if ((await stat(file)).size > MAX_WHOLE_FILE) throw new Error(`${path} is too large`);
    return readFile(file);
  }

  async sha256(path: string): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of this.chunks(path)) hash.update(chunk);
    return hash.digest('hex');
  }

  /** The lines of a file without their newlines, as many at a time as a chunk holds. */
  async *lineBatches(path: string): AsyncGenerator<Buffer[]> {
    let rest: Buffer = Buffer.alloc(0);
    for await (const chunk of this.chunks(path)) {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const lines: Buffer[] = [];
      let start = 0;
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
        lines.push(bytes.subarray(start, end));
        start = end + 1;
      }
      rest = bytes.subarray(start);
      if (rest.length > MAX_LINE_BYTES) throw new Error(`${path} has a line of more than ${MAX_LINE_BYTES} bytes`);
      yield lines;
    }
    if (rest.length > 0) yield [rest];
  }

  private chunks(path: string): AsyncIterable<Buffer> {
    return createReadStream(join(this.directory, path), { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>;
  }
}

async function filesBelow(directory: string, prefix: string): Promise<string[]> {
  const entries = await readdir(join(directory, prefix), { withFileTypes: true });
  const nested = await Promise.all(entries.map((entry) => pathsOf(directory, prefix, entry)));
  return nested.flat();
}

/** Links are listed as what they are, a file that no manifest names, and never followed. */
async function pathsOf(directory: string, prefix: string, entry: Dirent): Promise<string[]> {
  const path = prefix === '' ? entry.name : `${prefix}/${entry.name}`;
  return entry.isDirectory() ? filesBelow(directory, path) : [path];
}
