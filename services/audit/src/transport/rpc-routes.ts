import * as contracts from '@countersign/contracts';
import { rpcRoute, type RpcRoute } from '@countersign/messaging';
import { exportEvidence, type ExportEvidenceParts } from '../handlers/export-evidence.js';
import { getInclusionProof } from '../handlers/get-inclusion-proof.js';
import { getTrust, type GetTrustParts } from '../handlers/get-trust.js';
import { hasCallStarted } from '../handlers/has-call-started.js';
import { listEvents } from '../handlers/list-events.js';
import { getCheckpoint, listCheckpoints } from '../handlers/read-checkpoints.js';
import { readRecordedPayloads } from '../handlers/read-recorded-payloads.js';
import { readRun } from '../handlers/read-run.js';
import { readEvidenceFile } from '../handlers/read-evidence-file.js';

/** Every request that audit answers, and who answers it. */
export function rpcRoutes(parts: ExportEvidenceParts & GetTrustParts): RpcRoute[] {
  return [
    rpcRoute(contracts.listEvents, listEvents(parts)),
    rpcRoute(contracts.readRecordedPayloads, readRecordedPayloads(parts)),
    rpcRoute(contracts.hasCallStarted, hasCallStarted(parts)),
    rpcRoute(contracts.readRun, readRun(parts)),
    rpcRoute(contracts.getCheckpoint, getCheckpoint(parts)),
    rpcRoute(contracts.listCheckpoints, listCheckpoints(parts)),
    rpcRoute(contracts.getInclusionProof, getInclusionProof(parts)),
    rpcRoute(contracts.getTrust, getTrust(parts)),
    rpcRoute(contracts.exportEvidence, exportEvidence(parts)),
    rpcRoute(contracts.readEvidenceFile, readEvidenceFile(parts)),
  ];
}
