export { digestOfBytes, digestOfJson, type Digest } from './hashing/digest.js';
export { saltedCommitment } from './hashing/salted-commitment.js';
export { sha256 } from './hashing/sha256.js';
export { canonicalBytes, canonicalJson } from './json/canonical-json.js';
export { CanonicalJsonError } from './json/canonical-json-error.js';
export type { JsonRefusal } from './json/json-refusal.js';
export type { JsonValue } from './json/json-value.js';
export { parseStrictJson, type JsonLimits, type StrictJsonResult } from './json/strict-json.js';
export { CompactRange, type CompactRangeState, type NodeVisitor } from './merkle/compact-range.js';
export { leafHash, nodeHash } from './merkle/merkle-hash.js';
export { consistencyPath } from './merkle/consistency-path.js';
export { inclusionPath } from './merkle/inclusion-path.js';
export type { NodeReader, TreeSource } from './merkle/node-reader.js';
export { verifyConsistency, type ConsistencyClaim } from './merkle/verify-consistency.js';
export { verifyInclusion, type InclusionClaim } from './merkle/verify-inclusion.js';
export {
  formatCheckpoint,
  parseCheckpoint,
  parseSize,
  type Checkpoint,
  type CheckpointResult,
} from './note/checkpoint.js';
export { createCosigner, type Cosigner } from './note/cosignature.js';
export { publicBytesOf } from './note/ed25519.js';
export { formatNote, openNote, type NoteResult, type OpenedNote, type VerifiedSignature } from './note/note.js';
export { createNoteSigner, generateNoteKey, type NoteKey, type NoteSigner } from './note/note-signer.js';
export { createNoteVerifier, type NoteVerifier } from './note/note-verifier.js';
export { formatTlogProof, parseTlogProof, type TlogProof, type TlogProofResult } from './note/tlog-proof.js';
export { formatVkey, parseVkey, SignatureType, vkeyOf, type Vkey, type VkeyResult } from './note/vkey.js';
export { dsseEncoding, signDsse } from './bundle/dsse.js';
export type { EvidenceLeaf, EvidencePayload, EvidenceSource } from './bundle/evidence-source.js';
export { trustPolicyText } from './bundle/trust-policy-text.js';
export { writeEvidenceBundle, type EvidenceExport, type WrittenBundle } from './bundle/write-evidence-bundle.js';
export { readRecord, type RecordRow } from './verifier/read-record.js';
export type { ReExecution } from './verifier/re-execution.js';
export type { FailureVerdict, ObservationKind, VerificationReport } from './verifier/report.js';
export { reportText } from './verifier/report-text.js';
export { parseTrustPolicy } from './verifier/trust-policy.js';
export type { Trust } from './verifier/trust.js';
export { runVerifyCommand } from './verifier/verify-command.js';
export { verifyEvidenceBundle, type VerificationRequest } from './verifier/verify-evidence-bundle.js';
export { formatAddCheckpoint, parseAddCheckpoint, type AddCheckpoint } from './witness/add-checkpoint.js';
export { judgeCheckpoint, originOf, type Judgement, type WitnessedHead } from './witness/judge-checkpoint.js';
