import type { RecordPort } from '@countersign/messaging';
import type { Watermark } from '@countersign/contracts';
import type { ApprovalsStore } from '../../../services/approvals/src/handlers/ports.js';
import type { SealStore } from '../../../services/audit/src/ports/seal-store.js';
import type { CredentialsStore } from '../../../services/credentials/src/handlers/ports.js';
import type { CallStore } from '../../../services/gateway/src/handlers/ports/call-store.js';

/** Where a bug can be planted: each wraps a port with something that does not keep its promise. */
export interface Plants {
  record: (record: RecordPort) => RecordPort;
  calls: (calls: CallStore) => CallStore;
  credentials: (store: CredentialsStore) => CredentialsStore;
  approvals: (store: ApprovalsStore) => ApprovalsStore;
  sealing: (store: SealStore, broadcast: (watermark: Watermark) => void) => SealStore;
}

const same = <T>(port: T): T => port;

export const nothingPlanted: Plants = {
  record: same,
  calls: same,
  credentials: same,
  approvals: same,
  sealing: same,
};
