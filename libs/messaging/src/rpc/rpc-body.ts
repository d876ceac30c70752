import { headers, type Msg, type MsgHdrs } from '@nats-io/transport-node';
import { promisify } from 'node:util';
import { deflate, inflate } from 'node:zlib';

/** A request or an answer as it goes over the bus. */
export interface RpcBody {
  data: string | Uint8Array;
  headers?: MsgHdrs;
}

const encodingHeader = 'Countersign-Encoding';
/** Short texts go as they are, without another thread. */
const mostPlain = 128 * 1024;
/** No request and no answer is longer than this, however well it can be packed. */
const mostBytes = 64 * 1024 * 1024;

const pack = promisify<string, Uint8Array>(deflate);
const unpack = promisify<Uint8Array, { maxOutputLength: number }, Buffer>(inflate);

export function isLong(text: string): boolean {
  return text.length > mostPlain;
}

/** Long texts of JSON take a tenth packed, and a message of the bus takes a megabyte. */
export async function packedBody(text: string): Promise<RpcBody> {
  const marked = headers();
  marked.set(encodingHeader, 'deflate');
  return { data: await pack(text), headers: marked };
}

export function isPacked(message: Msg): boolean {
  return message.headers?.has(encodingHeader) ?? false;
}

/** Throws where it is no packed JSON, or too long. */
export async function unpackedJson<T>(message: Msg): Promise<T> {
  return JSON.parse((await unpack(message.data, { maxOutputLength: mostBytes })).toString()) as T;
}
