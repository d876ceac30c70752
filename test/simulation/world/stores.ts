import type { Service } from '@countersign/contracts';
import { InMemoryOutbox, type PreparedEvent } from '@countersign/messaging';
import type { Clock } from '@countersign/chassis';
import { InMemoryApprovalsStore } from '../../../services/approvals/src/storage/in-memory-approvals-store.js';
import { InMemoryEventStore } from '../../../services/audit/src/storage/in-memory-event-store.js';
import { InMemoryCredentialsStore } from '../../../services/credentials/src/storage/in-memory-credentials-store.js';
import { InMemoryCallStore } from '../../../services/gateway/src/storage/in-memory-call-store.js';
import { InMemoryGovernanceStore } from '../../../services/policy/src/storage/in-memory-governance-store.js';
import { InMemoryRunStore } from '../../../services/policy/src/storage/in-memory-run-store.js';
import type { History } from '../history/history.js';

/** An outbox that tells what a service has promised to put on the record. */
class TellingOutbox extends InMemoryOutbox {
  constructor(
    clock: Clock,
    private readonly tell: (event: PreparedEvent) => void,
  ) {
    super(() => clock.now());
  }

  override add(...events: readonly PreparedEvent[]): void {
    super.add(...events);
    for (const event of events) this.tell(event);
  }
}

/** What outlives every process: each service's database. */
export function newStores(clock: Clock, history: History) {
  const outboxOf = (service: Service) =>
    new TellingOutbox(clock, (event) => void history.accepted.push({ service, event }));
  return {
    calls: new InMemoryCallStore(clock, outboxOf('gateway')),
    governance: new InMemoryGovernanceStore(outboxOf('policy')),
    runs: new InMemoryRunStore(),
    approvals: new InMemoryApprovalsStore(outboxOf('approvals')),
    credentials: new InMemoryCredentialsStore(outboxOf('credentials')),
    record: new InMemoryEventStore(),
    auditOutbox: outboxOf('audit'),
  };
}
