/** Object ids of Postgres' own types; they never change. */
const elementTypes = { bytea: 17, int8: 20, int4: 23, text: 25 } as const;

type Element = Uint8Array | null;

function encode(oid: number, elements: readonly Element[]): Buffer {
  const size = elements.reduce((sum, element) => sum + 4 + (element?.byteLength ?? 0), 20);
  const out = Buffer.allocUnsafe(size);
  // Dimensions, has-nulls flag, element type, then length and lower bound of the one dimension.
  const header = [elements.length === 0 ? 0 : 1, elements.includes(null) ? 1 : 0, oid, elements.length, 1];
  let at = 0;
  for (const word of header) at = out.writeInt32BE(word, at);
  for (const element of elements) {
    at = out.writeInt32BE(element === null ? -1 : element.byteLength, at);
    if (element !== null) {
      out.set(element, at);
      at += element.byteLength;
    }
  }
  return elements.length === 0 ? out.subarray(0, 12) : out;
}

function int8(value: number): Buffer {
  const out = Buffer.allocUnsafe(8);
  out.writeBigInt64BE(BigInt(value));
  return out;
}

function int4(value: number): Buffer {
  const out = Buffer.allocUnsafe(4);
  out.writeInt32BE(value);
  return out;
}

/**
 * Arrays in Postgres' binary form. The driver would write them as text, bytes in hex: twice the size and most of the
 * time of an append.
 */
export const binaryArray = {
  bytea: (values: readonly Uint8Array[]) => encode(elementTypes.bytea, values),
  text: (values: readonly (string | null)[]) =>
    encode(
      elementTypes.text,
      values.map((value) => (value === null ? null : Buffer.from(value, 'utf8'))),
    ),
  int8: (values: readonly number[]) => encode(elementTypes.int8, values.map(int8)),
  int4: (values: readonly number[]) => encode(elementTypes.int4, values.map(int4)),
};
