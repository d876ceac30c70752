import type { Readable } from 'node:stream';

/** Reads at most `limit` bytes; `complete` is false when there was more, which is not read. */
export async function readLimited(stream: Readable, limit: number): Promise<{ bytes: Buffer; complete: boolean }> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > limit) {
      stream.destroy();
      return { bytes: Buffer.alloc(0), complete: false };
    }
    chunks.push(chunk);
  }
  return { bytes: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks), complete: true };
}
