import { isCanonical } from './canonical-text.js';
import { isJsonObject, objectOf, parseJson, type JsonObject } from './json-shape.js';

/** One leaf as the rules see it. Members that are not text are empty. */
export interface LeafRow {
  index: number;
  id: string;
  source: string;
  type: string;
  tenant: string;
  time: string;
  leaf: JsonObject;
  data: JsonObject;
}

const ENVELOPE = ['id', 'source', 'type', 'tenant', 'time'] as const;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** Reads a leaf; a text says what is wrong with it. */
export function readLeafRow(index: number, bytes: Buffer): LeafRow | string {
  const text = bytes.toString('utf8');
  const leaf = parseJson(text);
  if (!isJsonObject(leaf)) return 'the leaf is no JSON object';
  if (!isCanonical(text, leaf)) return 'the leaf is not canonical JSON, so it could be read in several ways';
  for (const name of ENVELOPE) {
    if (typeof leaf[name] !== 'string' || leaf[name] === '') return `the leaf has no ${name}`;
  }
  if (leaf['v'] !== 1) return 'the leaf has an envelope version that this verifier does not know';
  const { id, source, type, tenant, time } = leaf as Record<(typeof ENVELOPE)[number], string>;
  if (!TIME.test(time)) return 'the time of the leaf is malformed';
  return { index, id, source, type, tenant, time, leaf, data: objectOf(leaf['data']) };
}

/** What a leaf calls itself, for messages about leaves that are damaged. */
export function claimedId(bytes: Buffer): string | undefined {
  const leaf = parseJson(bytes.toString('utf8'));
  const id = isJsonObject(leaf) ? leaf['id'] : /"id":"([A-Za-z0-9_-]{1,64})"/.exec(bytes.toString('latin1'))?.[1];
  return typeof id === 'string' ? id : undefined;
}
