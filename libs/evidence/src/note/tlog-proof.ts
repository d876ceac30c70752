import { HASH_BYTES } from '../merkle/merkle-hash.js';
import { parseSize } from './checkpoint.js';
import { decodeBase64 } from './strict-base64.js';

/** Everything needed to check one leaf alone (C2SP tlog-proof@v1): its index, its path and the signed tree head. */
export interface TlogProof {
  index: number;
  path: Buffer[];
  /** The checkpoint note, signatures included, as it is. */
  checkpoint: string;
  /** Not authenticated by anything. */
  extra?: Buffer;
}

export type TlogProofResult =
  { ok: true; proof: TlogProof } | { ok: false; refusal: { reasonCode: 'tlog_proof_malformed'; message: string } };

const HEADER = 'c2sp.org/tlog-proof@v1';
const MAX_PATH = 63;

export function formatTlogProof({ index, path, checkpoint, extra }: TlogProof): string {
  const extraLines = extra === undefined ? [] : [`extra ${extra.toString('base64')}`];
  const pathLines = path.map((hash) => hash.toString('base64'));
  return [HEADER, ...extraLines, `index ${index}`, ...pathLines, '', checkpoint].join('\n');
}

export function parseTlogProof(text: string): TlogProofResult {
  const split = text.indexOf('\n\n');
  const [header, ...lines] = text.slice(0, Math.max(split, 0)).split('\n');
  if (header !== HEADER) return refuse('the header is missing');
  const extra = takeExtra(lines);
  if (extra === undefined) return refuse('the extra data is malformed');
  const index = parseSize(/^index (.*)$/.exec(lines.shift() ?? '')?.[1] ?? '');
  if (index === undefined) return refuse('the index is malformed');
  const path = parsePath(lines);
  if (path === undefined) return refuse('the path is malformed');
  const proof: TlogProof = { index, path, checkpoint: text.slice(split + 2) };
  return { ok: true, proof: extra === null ? proof : { ...proof, extra } };
}

/** Null if there is none, undefined if it is malformed. */
function takeExtra(lines: string[]): Buffer | null | undefined {
  if (lines[0]?.startsWith('extra ') !== true) return null;
  return decodeBase64((lines.shift() as string).slice('extra '.length));
}

function parsePath(lines: readonly string[]): Buffer[] | undefined {
  const path = lines.map(decodeBase64).filter((hash) => hash?.length === HASH_BYTES) as Buffer[];
  return path.length === lines.length && path.length <= MAX_PATH ? path : undefined;
}

function refuse(message: string): TlogProofResult {
  return { ok: false, refusal: { reasonCode: 'tlog_proof_malformed', message } };
}
