import { verify } from 'node:crypto';
import { bytesOfBase64 } from './bytes.js';
import { canonicalText } from './canonical-text.js';
import type { CheckLog } from './findings.js';
import { countOf, isJsonObject, objectOf, parseJson, textOf, type JsonObject } from './json-shape.js';
import type { SigningKey } from './signing-keys.js';

/** What the exporter signed. `rows` is compared with what the leaves say, member by member. */
export interface Manifest {
  tenant: string;
  origin: string;
  from: number;
  to: number;
  createdAt: string;
  rows: JsonObject;
  /** SHA-256 in hex by path. */
  digests: Map<string, string>;
}

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const PREDICATE_TYPE = 'urn:countersign:evidence-bundle:v1';

/**
 * Opens manifest.json: a DSSE envelope in its one canonical spelling, around an in-toto Statement. The statement is
 * returned even if its signature is not good, so that the other checks can still say what else is wrong.
 */
export function openManifest(
  bytes: Buffer | undefined,
  keys: readonly SigningKey[],
  log: CheckLog,
): Manifest | undefined {
  const place = { file: 'manifest.json' };
  if (bytes === undefined) {
    log.fail('file_missing', 'the bundle has no manifest', place);
    return undefined;
  }
  const envelope = objectOf(parseJson(bytes.toString('utf8')));
  const payload = bytesOfBase64(textOf(envelope['payload']) ?? '');
  if (payload === undefined || !Buffer.from(canonicalText(envelope)).equals(bytes)) {
    log.fail('manifest_malformed', 'this is no canonical DSSE envelope', place);
    return undefined;
  }
  checkSignature(envelope, { payload, keys }, log);
  const manifest = readStatement(objectOf(parseJson(payload.toString('utf8'))));
  if (manifest === undefined) log.fail('manifest_malformed', 'the statement is not that of an evidence bundle', place);
  return manifest;
}

function checkSignature(
  envelope: JsonObject,
  { payload, keys }: { payload: Buffer; keys: readonly SigningKey[] },
  log: CheckLog,
): void {
  const place = { file: 'manifest.json' };
  const signatures = Array.isArray(envelope['signatures']) ? envelope['signatures'].map(objectOf) : [];
  const [signature = {}, ...more] = signatures;
  const key = keys.find((known) => `${known.name}+${known.id}` === signature['keyid']);
  const isOursAlone = Object.keys(envelope).length === 3 && Object.keys(signature).length === 2 && more.length === 0;
  if (envelope['payloadType'] !== PAYLOAD_TYPE || !isOursAlone) {
    log.fail('manifest_malformed', 'the envelope has other members than expected', place);
  } else if (key === undefined) {
    log.fail(
      'untrusted_key',
      `the manifest is signed by ${String(signature['keyid'])}, which you do not trust for that`,
      place,
    );
  } else if (!isSigned(payload, key, textOf(signature['sig']) ?? '')) {
    log.fail('manifest_signature_invalid', `the signature of ${key.name} on the manifest is not valid`, place);
  }
}

/** DSSE v1.0.2: the signature covers type and payload with their lengths. */
function isSigned(payload: Buffer, key: SigningKey, encoded: string): boolean {
  const signature = bytesOfBase64(encoded);
  if (signature === undefined) return false;
  const head = Buffer.from(`DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `);
  return verify(null, Buffer.concat([head, payload]), key.key, signature);
}

function readStatement(statement: JsonObject): Manifest | undefined {
  const predicate = objectOf(statement['predicate']);
  const range = objectOf(predicate['range']);
  const [from, to] = [countOf(range['from']), countOf(range['to'])];
  const [tenant, origin, createdAt] = ['tenant', 'origin', 'createdAt'].map((name) => textOf(predicate[name]));
  const digests = readDigests(statement['subject']);
  if (statement['_type'] !== STATEMENT_TYPE || statement['predicateType'] !== PREDICATE_TYPE) return undefined;
  if (tenant === undefined || origin === undefined || createdAt === undefined) return undefined;
  if (from === undefined || to === undefined || from > to || digests === undefined) return undefined;
  return { tenant, origin, from, to, createdAt, rows: objectOf(predicate['rows']), digests };
}

function readDigests(subjects: unknown): Map<string, string> | undefined {
  if (!Array.isArray(subjects) || !subjects.every(isJsonObject)) return undefined;
  const entries = subjects.map((subject) => [textOf(subject['name']), textOf(objectOf(subject['digest'])['sha256'])]);
  const digests = new Map(entries as [string, string][]);
  return digests.size === subjects.length && !entries.flat().includes(undefined) ? digests : undefined;
}
