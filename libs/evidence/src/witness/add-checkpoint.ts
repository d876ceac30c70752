import { parseSize } from '../note/checkpoint.js';
import { decodeBase64 } from '../note/strict-base64.js';

/** What a log asks of a witness (C2SP tlog-witness, `add-checkpoint`). */
export interface AddCheckpoint {
  /** The size that the witness is thought to have cosigned last; 0 for none. */
  oldSize: number;
  /** Consistency proof from there to the checkpoint. */
  proof: readonly Buffer[];
  /** The signed checkpoint. */
  note: string;
}

const mostProofLines = 63;

export function formatAddCheckpoint({ oldSize, proof, note }: AddCheckpoint): string {
  return `old ${oldSize}\n${proof.map((hash) => `${hash.toString('base64')}\n`).join('')}\n${note}`;
}

/** Undefined where the body is not of that form. */
export function parseAddCheckpoint(body: string): AddCheckpoint | undefined {
  const end = body.indexOf('\n\n');
  const [first = '', ...lines] = body.slice(0, end).split('\n');
  const oldSize = first.startsWith('old ') ? parseSize(first.slice('old '.length)) : undefined;
  const proof = lines.map(decodeBase64).filter((hash) => hash !== undefined);
  if (end < 0 || oldSize === undefined || proof.length !== lines.length || lines.length > mostProofLines)
    return undefined;
  return { oldSize, proof, note: body.slice(end + 2) };
}
