import type { BundleDirectory } from './bundle-directory.js';
import type { BundleFile } from './bundle-file.js';

const LINES_PER_FILE = 10_000;
const INDEX_DIGITS = 16;
const NEWLINE = Buffer.from('\n');

/** Lines in files named after the index of their first line, so that their names sort as their lines do. */
export class RotatingLines {
  private file: BundleFile | undefined;
  private lines = 0;

  constructor(
    private readonly directory: BundleDirectory,
    private readonly folder: 'events' | 'payloads',
  ) {}

  async append(index: number, line: Uint8Array): Promise<void> {
    if (this.lines === LINES_PER_FILE) await this.close();
    const name = `${this.folder}/${String(index).padStart(INDEX_DIGITS, '0')}.ndjson`;
    this.file ??= await this.directory.open(name);
    await this.file.append(line);
    await this.file.append(NEWLINE);
    this.lines++;
  }

  async close(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
    this.lines = 0;
  }
}
