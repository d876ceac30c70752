interface Codec<T> {
  /** Object id of the element type; Postgres' own types never change theirs. */
  oid: number;
  size: (value: T) => number;
  write: (out: Buffer, value: T, at: number) => void;
}

const headerBytes = 20;
const lengthBytes = 4;

function encode<T>({ oid, size, write }: Codec<T>, values: readonly (T | null)[]): Buffer {
  // An empty array has no dimension at all.
  if (values.length === 0) return withHeader(Buffer.allocUnsafe(12), [0, 0, oid]);
  const sizes = values.map((value) => (value === null ? -1 : size(value)));
  const bytes = sizes.reduce((sum, each) => sum + lengthBytes + Math.max(each, 0), headerBytes);
  // Dimensions, has-nulls flag, element type, length and lower bound of the one dimension.
  const out = withHeader(Buffer.allocUnsafe(bytes), [1, sizes.includes(-1) ? 1 : 0, oid, values.length, 1]);
  let at = headerBytes;
  for (const [nth, value] of values.entries()) {
    const length = sizes[nth] as number;
    at = out.writeInt32BE(length, at);
    if (value === null) continue;
    write(out, value, at);
    at += length;
  }
  return out;
}

function withHeader(out: Buffer, words: readonly number[]): Buffer {
  for (const [nth, word] of words.entries()) out.writeInt32BE(word, nth * 4);
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
const int8: Codec<number> = {
  oid: 20,
  size: () => 8,
  write: (out, value, at) => out.writeBigInt64BE(BigInt(value), at),
};
const int4: Codec<number> = { oid: 23, size: () => 4, write: (out, value, at) => out.writeInt32BE(value, at) };

/**
 * Arrays in Postgres' binary form. The driver would write them as text, bytes in hex: twice the size and most of the
 * time of an append.
 */
export const binaryArray = {
  text: (values: readonly (string | null)[]) => encode(text, values),
  bytea: (values: readonly Uint8Array[]) => encode(bytea, values),
  int8: (values: readonly number[]) => encode(int8, values),
  int4: (values: readonly number[]) => encode(int4, values),
};
