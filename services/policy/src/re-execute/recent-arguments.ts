import { digestOfBytes } from '@countersign/evidence';

const mostBytes = 256 * 1024 * 1024;

/** Arguments that the record opened, by their digest; the oldest go first when there are too many to hold. */
export class RecentArguments {
  private readonly byDigest = new Map<string, Buffer>();
  private bytes = 0;

  keep(content: Buffer): void {
    const digest = digestOfBytes(content);
    if (this.byDigest.has(digest)) return;
    this.byDigest.set(digest, content);
    this.bytes += content.length;
    for (const [oldest, { length }] of this.byDigest) {
      if (this.bytes <= mostBytes) return;
      this.byDigest.delete(oldest);
      this.bytes -= length;
    }
  }

  find(digest: unknown): Buffer | undefined {
    return typeof digest === 'string' ? this.byDigest.get(digest) : undefined;
  }
}
