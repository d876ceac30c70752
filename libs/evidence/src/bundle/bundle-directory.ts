import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BundleFile } from './bundle-file.js';

/** A finished file of a bundle. */
export interface WrittenFile {
  /** Relative, with forward slashes. */
  path: string;
  bytes: number;
  /** SHA-256, hex. */
  sha256: string;
}

/** The directory that a bundle is written into; remembers digest and length of all that was written. */
export class BundleDirectory {
  readonly files: WrittenFile[] = [];
  private readonly opened: BundleFile[] = [];

  private constructor(private readonly path: string) {}

  /** Makes the directory. Throws if it holds something: a bundle lists all its files. */
  static async create(path: string): Promise<BundleDirectory> {
    await mkdir(path, { recursive: true });
    if ((await readdir(path)).length > 0) throw new Error(`the bundle directory ${path} is not empty`);
    return new BundleDirectory(path);
  }

  async open(path: string): Promise<BundleFile> {
    const folder = path.slice(0, Math.max(path.lastIndexOf('/'), 0));
    await mkdir(join(this.path, folder), { recursive: true });
    const file = await BundleFile.create(join(this.path, path), (bytes, sha256) => {
      this.files.push({ path, bytes, sha256 });
      this.opened.splice(this.opened.indexOf(file), 1);
    });
    this.opened.push(file);
    return file;
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    const file = await this.open(path);
    await file.append(typeof content === 'string' ? Buffer.from(content, 'utf8') : content);
    await file.close();
  }

  /** Closes what a failure left open. */
  async abandon(): Promise<void> {
    await Promise.all(this.opened.map((file) => file.abandon()));
  }
}
