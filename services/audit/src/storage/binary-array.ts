interface Codec<T> {
  /** Object id of the element type; Postgres' own types never change theirs. */
  oid: number;
  size: (value: T) => number;
  write: (out: Buffer, value: T, at: number) => void;
}

const headerBytes = 20;
const lengthBytes = 4;

function encode<T>({ oid, size, write }: Codec<T>, values: readonly T[]): Buffer {
  // An empty array has no dimension at all.
  if (values.length === 0) return withHeader(Buffer.allocUnsafe(12), [0, 0, oid]);
  let bytes = headerBytes;
  for (const value of values) bytes += lengthBytes + size(value);
  // Dimensions, no-nulls flag, element type, length and lower bound of the one dimension.
  const out = withHeader(Buffer.allocUnsafe(bytes), [1, 0, oid, values.length, 1]);
  let at = headerBytes;
  for (const value of values) {
    const length = size(value);
    write(out, value, out.writeInt32BE(length, at));
    at += lengthBytes + length;
  }
  return out;
}

function withHeader(out: Buffer, words: readonly number[]): Buffer {
  words.forEach((word, nth) => out.writeInt32BE(word, nth * 4));
  return out;
}

const text: Codec<string> = {
  oid: 25,
  size: (value) => Buffer.byteLength(value),
  write: (out, value, at) => out.write(value, at),
};
const bytea: Codec<Uint8Array> = {
  oid: 17,
  size: (value) => value.byteLength,
  write: (out, value, at) => out.set(value, at),
};
const wordSize = 2 ** 32;
const int8: Codec<number> = {
  oid: 20,
  size: () => 8,
  write: (out, value, at) => out.writeUInt32BE(value % wordSize, out.writeInt32BE(Math.floor(value / wordSize), at)),
};
const int4: Codec<number> = { oid: 23, size: () => 4, write: (out, value, at) => out.writeInt32BE(value, at) };

/**
 * Arrays in Postgres' binary form. The driver would write them as text, bytes in hex: twice the size and most of the
 * time of an append.
 */
export const binaryArray = {
  text: (values: readonly string[]) => encode(text, values),
  bytea: (values: readonly Uint8Array[]) => encode(bytea, values),
  int8: (values: readonly number[]) => encode(int8, values),
  int4: (values: readonly number[]) => encode(int4, values),
};
