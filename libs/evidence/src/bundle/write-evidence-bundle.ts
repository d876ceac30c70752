import { digestOfBytes, type Digest } from '../hashing/digest.js';
import { canonicalJson } from '../json/canonical-json.js';
import { createNoteSigner, type NoteKey } from '../note/note-signer.js';
import { BundleDirectory, type WrittenFile } from './bundle-directory.js';
import { CONTROL_MAPPING } from './control-mapping.js';
import type { EvidenceSource } from './evidence-source.js';
import { signedManifest, type EvidencePredicate } from './manifest.js';
import { bundleReadme } from './readme.js';
import { trustPolicyText, type TrustedKeys } from './trust-policy-text.js';
import { loadVerifyScript } from './verify-script.js';
import { writeLeaves } from './write-leaves.js';
import { writeLogFiles } from './write-log-files.js';
import { writePayloads } from './write-payloads.js';
import { sampleIndexes, writeProofs } from './write-proofs.js';

export interface EvidenceExport {
  /** Made if it is not there; must be empty. */
  directory: string;
  source: EvidenceSource;
  /** The manifest key is not the key of the log. */
  signers: { manifest: NoteKey };
  tenant: string;
  /** The name of the log, as in its checkpoints and as the name of its key. */
  origin: string;
  /** Leaves from `from` up to, not including, `to`; `to` is the size of the end checkpoint. */
  range: { from: number; to: number };
  statement: Pick<EvidencePredicate, 'filter' | 'redactions' | 'knownGaps' | 'generator' | 'createdAt'>;
  /** Copied into the bundle for information; a verifier brings its own. The manifest key is added. */
  trust: Omit<TrustedKeys, 'manifests'>;
  /** How many leaves get a proof of their own; 25 if not given. */
  samples?: number;
}

export interface WrittenBundle {
  manifestDigest: Digest;
  files: WrittenFile[];
  rows: EvidencePredicate['rows'];
}

const DEFAULT_SAMPLES = 25;

/**
 * Writes a bundle that proves: these are all events of the log in the range, none missing, none changed. Memory stays
 * constant whatever the range. Throws if the source contradicts its own checkpoints; the directory is then worthless.
 */
export async function writeEvidenceBundle(request: EvidenceExport): Promise<WrittenBundle> {
  const manifestVkey = createNoteSigner(request.signers.manifest).vkey;
  assertOwnKey(manifestVkey, request.trust.logs);
  const directory = await BundleDirectory.create(request.directory);
  try {
    const rows = await writeRecord(directory, request);
    await writeGuides(directory, request, { ...request.trust, manifests: [manifestVkey] });
    const manifest = signedManifest({ ...statementOf(request), rows }, directory.files, request.signers.manifest);
    await directory.write('manifest.json', manifest);
    return { manifestDigest: digestOfBytes(manifest), files: directory.files, rows };
  } catch (error) {
    await directory.abandon();
    throw error;
  }
}

async function writeRecord(directory: BundleDirectory, request: EvidenceExport): Promise<EvidencePredicate['rows']> {
  const { source, origin, range } = request;
  const head = await writeLogFiles(directory, source, { origin, ...range });
  const samples = sampleIndexes(range, request.samples ?? DEFAULT_SAMPLES);
  const { summary, root, sampleIds } = await writeLeaves(directory, source, { ...range, samples });
  if (!root.equals(head.root))
    throw new Error(`the leaves of the source do not give the root of its checkpoint at ${range.to}`);
  const payloads = await writePayloads(directory, source);
  const proofs = await writeProofs(directory, source, { size: range.to, sampleIds });
  return { ...summary, payloads, proofs };
}

async function writeGuides(directory: BundleDirectory, request: EvidenceExport, trust: TrustedKeys): Promise<void> {
  await directory.write('trust/policy', trustPolicyText(trust));
  await directory.write('mapping/controls.json', canonicalJson(CONTROL_MAPPING));
  await directory.write('README.md', bundleReadme(statementOf(request)));
  await directory.write('verify.mjs', await loadVerifyScript());
}

function statementOf({ tenant, origin, range, statement }: EvidenceExport): Omit<EvidencePredicate, 'rows'> {
  return { tenant, origin, range, ...statement };
}

function assertOwnKey(manifestVkey: string, logVkeys: readonly string[]): void {
  const keyOf = (vkey: string): string => vkey.split('+').slice(2).join('+');
  if (logVkeys.some((vkey) => keyOf(vkey) === keyOf(manifestVkey)))
    throw new Error('the manifest is signed by a key of its own, not by that of the log');
}
