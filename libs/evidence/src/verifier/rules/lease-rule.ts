import type { CheckLog } from '../findings.js';
import { textOf } from '../json-shape.js';
import type { LeafRow } from '../leaf-row.js';
import type { Rule } from './rule.js';

interface Lease {
  leaseId: string;
  expiresAt: number;
}

/** A credential whose reply was lost is revoked before another is minted, and one that was revoked so is never used. */
export class LeaseRule implements Rule {
  private readonly liveByDecision = new Map<string, Lease>();
  private readonly lost = new Set<string>();
  private readonly used = new Set<string>();
  private checked = 0;

  constructor(private readonly log: CheckLog) {}

  see(row: LeafRow): void {
    const leaseId = textOf(row.data['leaseId']);
    if (leaseId === undefined) return;
    if (row.type === 'LeaseIssued') this.issue(row, leaseId);
    else if (row.type === 'LeaseRevoked') this.revoke(row, leaseId);
    else if (row.type === 'ToolCallStarted') this.use(row, leaseId);
  }

  finish(): void {
    this.log.done('one live lease for each decision, none used that was revoked', this.checked);
  }

  private issue({ index, id, time, data }: LeafRow, leaseId: string): void {
    const decisionId = textOf(data['decisionId']);
    if (decisionId === undefined) return;
    this.checked++;
    const former = this.liveByDecision.get(decisionId);
    // One that has run out gives way without being revoked.
    if (former !== undefined && !this.lost.has(former.leaseId) && !(Date.parse(time) >= former.expiresAt))
      this.log.fail('lease_doubled', `a second lease for ${decisionId}, while ${former.leaseId} was live`, {
        index,
        id,
      });
    this.liveByDecision.set(decisionId, { leaseId, expiresAt: Date.parse(textOf(data['expiresAt']) ?? '') });
  }

  private revoke({ index, id, data }: LeafRow, leaseId: string): void {
    if (data['reasonCode'] !== 'reply_lost') return;
    this.lost.add(leaseId);
    if (this.used.has(leaseId))
      this.log.fail('revoked_lease_used', `${leaseId} is called lost, and a call had started with it`, { index, id });
  }

  private use({ index, id }: LeafRow, leaseId: string): void {
    this.used.add(leaseId);
    if (this.lost.has(leaseId))
      this.log.fail('revoked_lease_used', `a call started with ${leaseId}, which had been revoked`, { index, id });
  }
}
