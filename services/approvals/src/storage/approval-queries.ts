import { addToOutbox } from '@countersign/chassis';
import type { PreparedEvent } from '@countersign/messaging';
import type { EntityManager } from 'typeorm';
import type { Approval } from '../domain/approval.js';
import type { ApprovalQuery } from '../handlers/ports.js';
import { approvalOf, type ApprovalRow } from './approval-row.js';

const table = 'approvals.approvals';

export async function findApproval(
  manager: EntityManager,
  approvalId: string,
  lock: '' | 'for update' = '',
): Promise<Approval | null> {
  const [row] = await manager.query<ApprovalRow[]>(`select * from ${table} where approval_id = $1 ${lock}`, [
    approvalId,
  ]);
  return row ? approvalOf(row) : null;
}

export async function listApprovalRows(manager: EntityManager, query: ApprovalQuery): Promise<Approval[]> {
  const sql = `select * from ${table} where ($1::text is null or status = $1) and ($2::text is null or agent = $2)
    and ($3::timestamptz is null or (requested_at, approval_id) < ($3, $4)) order by requested_at desc, approval_id desc limit $5`;
  const before = query.before ? [new Date(query.before.requestedAt), query.before.approvalId] : [null, null];
  return (
    await manager.query<ApprovalRow[]>(sql, [query.status ?? null, query.agent ?? null, ...before, query.limit])
  ).map(approvalOf);
}

export async function insertApproval(
  manager: EntityManager,
  approval: Approval,
  events: PreparedEvent[],
): Promise<boolean> {
  const sql = `insert into ${table} (approval_id, tenant, status, call_status, agent, decision, arguments_text, votes, requested_at, expires_at, decided_at, traceparent)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing returning approval_id`;
  const inserted = await manager.query<unknown[]>(sql, [
    approval.approvalId,
    approval.tenant,
    approval.status,
    approval.callStatus,
    approval.decision.agent,
    JSON.stringify(approval.decision),
    approval.argumentsText,
    JSON.stringify(approval.votes),
    new Date(approval.requestedAt),
    new Date(approval.expiresAt),
    approval.decidedAt === null ? null : new Date(approval.decidedAt),
    approval.traceparent,
  ]);
  if (inserted.length === 0) return false;
  await addToOutbox(manager, 'approvals', events);
  return true;
}

/** Outbox rows about one approval, in the order in which they were written. */
export async function owedEvents(manager: EntityManager, approvalId: string): Promise<PreparedEvent[]> {
  const sql = `select event_id as id, tenant, type, subject, message_id as "messageId", body from approvals.outbox
    where right(subject, length($1::text) + 1) = '.' || $1::text order by position`;
  return manager.query<PreparedEvent[]>(sql, [approvalId]);
}

export async function updateApproval(
  manager: EntityManager,
  approval: Approval,
  events: PreparedEvent[],
): Promise<void> {
  const decidedAt = approval.decidedAt === null ? null : new Date(approval.decidedAt);
  await manager.query(`update ${table} set status = $2, votes = $3, decided_at = $4 where approval_id = $1`, [
    approval.approvalId,
    approval.status,
    JSON.stringify(approval.votes),
    decidedAt,
  ]);
  await addToOutbox(manager, 'approvals', events);
}
