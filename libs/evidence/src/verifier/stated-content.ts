import { sha256Of } from './bytes.js';
import { canonicalText } from './canonical-text.js';
import { objectOf, parseJson, type JsonObject } from './json-shape.js';
import type { LeafRow } from './leaf-row.js';

/**
 * Events also name the content of some payloads by a plain digest, by which decisions, approvals and executions refer
 * to it. True unless the opened bytes have another one.
 */
export function isStatedContent({ data }: LeafRow, name: string, bytes: Buffer): boolean {
  const decision = objectOf(data['decision']);
  const stated: JsonObject = {
    arguments: data['argumentsDigest'] ?? decision['argumentsDigest'],
    input: decision['inputDigest'],
    result: data['resultDigest'],
    documents: data['revision'],
  };
  if (!Object.hasOwn(stated, name) || stated[name] === undefined) return true;
  return stated[name] === (name === 'documents' ? revisionOfDocuments(bytes) : digestText(bytes));
}

/** A governance revision is the digest of the sorted list of [kind, name, digest] of its documents. */
function revisionOfDocuments(bytes: Buffer): string | undefined {
  const documents = parseJson(bytes.toString('utf8'));
  if (!Array.isArray(documents)) return undefined;
  const entries = documents.map(objectOf).map((document) => {
    const digest = digestText(Buffer.from(canonicalText(document)));
    return [String(document['kind']), String(document['name']), digest] as const;
  });
  const sorted = entries.sort(([kindA, nameA], [kindB, nameB]) => (`${kindA} ${nameA}` < `${kindB} ${nameB}` ? -1 : 1));
  return digestText(Buffer.from(canonicalText(sorted)));
}

function digestText(bytes: Buffer): string {
  return `sha256:${sha256Of(bytes).toString('hex')}`;
}
