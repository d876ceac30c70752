import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

const BUFFER_BYTES = 1024 * 1024;

/** One file being written: buffered, and hashed on the way, so that nothing is read back. */
export class BundleFile {
  private readonly hash = createHash('sha256');
  private parts: Uint8Array[] = [];
  private buffered = 0;
  private written = 0;

  private constructor(
    private readonly handle: FileHandle,
    private readonly onClose: (bytes: number, sha256: string) => void,
  ) {}

  /** Fails if the file exists. */
  static async create(path: string, onClose: (bytes: number, sha256: string) => void): Promise<BundleFile> {
    return new BundleFile(await open(path, 'wx'), onClose);
  }

  /** Keeps the bytes, uncopied, until the buffer is full. */
  async append(bytes: Uint8Array): Promise<void> {
    this.parts.push(bytes);
    this.buffered += bytes.length;
    if (this.buffered >= BUFFER_BYTES) await this.flush();
  }

  async close(): Promise<void> {
    await this.flush();
    await this.handle.close();
    this.onClose(this.written, this.hash.digest('hex'));
  }

  /** Lets go of the file after a failure, whatever state it is in. */
  async abandon(): Promise<void> {
    await this.handle.close().catch(() => undefined);
  }

  private async flush(): Promise<void> {
    const bytes = Buffer.concat(this.parts);
    this.parts = [];
    this.buffered = 0;
    this.written += bytes.length;
    this.hash.update(bytes);
    await this.handle.writeFile(bytes);
  }
}
