const blockSize = 512;

function text(block: Buffer, start: number, length: number): string {
  return block.toString('utf8', start, start + length).replace(/\0.*$/s, '');
}

/** One regular file out of a ustar archive: all that is needed of the format here. */
export function readTarFile(archive: Buffer, wanted: string): Buffer {
  let offset = 0;
  while (offset + blockSize <= archive.length) {
    const header = archive.subarray(offset, offset + blockSize);
    const size = Number.parseInt(text(header, 124, 12).trim() || '0', 8);
    const start = offset + blockSize;
    if (text(header, 0, 100) === wanted && start + size <= archive.length) return archive.subarray(start, start + size);
    offset = start + Math.ceil(size / blockSize) * blockSize;
  }
  throw new Error(`the archive holds no ${wanted}`);
}
