import { BundleFiles } from './bundle-files.js';
import { checkFiles } from './check-files.js';
import { checkHeads } from './check-heads.js';
import { checkHistory } from './check-history.js';
import { readLeaves } from './check-leaves.js';
import { checkProofs } from './check-proofs.js';
import { checkTree } from './check-tree.js';
import { Findings } from './findings.js';
import { readKnownHeads } from './known-heads.js';
import { readLeafHashes } from './leaf-hashes-file.js';
import { openManifest, type Manifest } from './manifest-file.js';
import { PayloadCheck } from './payload-check.js';
import { PayloadRows } from './payload-rows.js';
import type { VerificationReport } from './report.js';
import { RowSummary } from './row-summary.js';
import { makeRules } from './rules/make-rules.js';
import { readTrust, SIGNING_SERVICES, type Trust, type TrustedSigners } from './trust.js';

export interface VerificationRequest {
  directory: string;
  /** The auditor's own; never what the bundle says. */
  trust: Trust;
  /** The tenant that the bundle must be of, if the auditor knows. */
  tenant?: string;
  /** Checkpoint notes that the auditor kept from earlier. */
  knownCheckpoints?: readonly string[];
}

/** Checks a bundle offline. Whatever is wrong with the bundle is in the report; only a wrong request throws. */
export async function verifyEvidenceBundle(request: VerificationRequest): Promise<VerificationReport> {
  const findings = new Findings();
  const trust = readTrust(request.trust);
  if (trust.quorum === 0)
    findings.warnings.push(
      'no witness was asked for: whoever holds the key of the log could show someone else another history',
    );
  for (const service of SIGNING_SERVICES.filter((name) => !trust.services.has(name)))
    findings.warnings.push(`you name no key of ${service}: what it signed was taken as the log says it`);
  const files = await BundleFiles.open(request.directory);
  const log = findings.begin('manifest');
  const manifest = openManifest(await files.read('manifest.json'), trust.manifests, log);
  if (manifest === undefined) return findings.report(null);
  if (request.tenant !== undefined && request.tenant !== manifest.tenant) {
    log.fail('foreign_tenant', `the bundle is of ${manifest.tenant}, you asked about ${request.tenant}`);
  }
  log.done(`signature of the manifest of ${manifest.tenant}`, 1);
  await checkFiles(files, manifest, findings);
  await checkRecord(files, { manifest, trust, known: request.knownCheckpoints ?? [] }, findings);
  const { tenant, origin, from, to, createdAt } = manifest;
  return findings.report({ tenant, origin, from, to, createdAt });
}

interface RecordInput {
  manifest: Manifest;
  trust: TrustedSigners;
  known: readonly string[];
}

async function checkRecord(
  files: BundleFiles,
  { manifest, trust, known }: RecordInput,
  findings: Findings,
): Promise<void> {
  const { from, to, origin, tenant, createdAt } = manifest;
  const heads = await checkHeads(files, { manifest, trust }, findings);
  const seen = readKnownHeads(known, { origin, trust }, findings);
  const treeLog = findings.begin('tree');
  const hashes = await readLeafHashes(files, { from, to }, treeLog);
  const payloadLog = findings.begin('payloads');
  const payloads = new PayloadCheck(new PayloadRows(files, payloadLog), payloadLog);
  const rows = new RowSummary();
  const { rules, logRule } = makeRules(
    { tenant, isFromStart: from === 0, createdAt },
    { origin, services: trust.services },
    findings,
  );
  const found = await readLeaves(files, { from, visitors: { rules, payloads, rows } }, findings);
  await checkTree(files, { heads, hashes, found }, treeLog);
  await checkHistory(files, { heads, hashes, seen: [...seen, ...logRule.heads] }, findings);
  const proofs = await checkProofs(files, { end: heads.end, from, found }, findings);
  const rowLog = findings.begin('rows');
  rows.compare(manifest.rows, { payloads: payloads.counts, proofs }, rowLog);
  rowLog.done('counts, ids and times of the manifest against the leaves', Object.keys(manifest.rows).length);
}
