import type { EntityManager } from 'typeorm';
import type { AgentKeyRecord, LeaseRecord, RunRecord } from '../handlers/ports.js';

export interface AgentKeyRow {
  key_id: string;
  tenant: string;
  agent: string;
  digest: string;
  created_at: Date;
  revoked_at: Date | null;
}

export interface RunRow {
  run_id: string;
  tenant: string;
  agent: string;
  key_id: string;
  session_digest: string | null;
  principal: string | null;
  scope: string[] | null;
  models: string[] | null;
  expires_at: Date;
  closed_at: Date | null;
}

export interface LeaseRow {
  lease_id: string;
  tenant: string;
  run: string | null;
  call_id: string | null;
  decision_id: string | null;
  grant_id: string | null;
  issuer: string;
  audience: string;
  scope: string[];
  issued_at: Date;
  ended: boolean;
  expires_at: Date;
}

export function agentKeyOf(row: AgentKeyRow): AgentKeyRecord {
  return {
    keyId: row.key_id,
    tenant: row.tenant,
    agent: row.agent,
    digest: row.digest,
    createdAt: row.created_at.getTime(),
    revokedAt: row.revoked_at?.getTime() ?? null,
  };
}

export function runOf(row: RunRow): RunRecord {
  return {
    runId: row.run_id,
    tenant: row.tenant,
    agent: row.agent,
    keyId: row.key_id,
    sessionDigest: row.session_digest,
    principal: row.principal,
    scope: row.scope,
    models: row.models,
    expiresAt: row.expires_at.getTime(),
    closedAt: row.closed_at?.getTime() ?? null,
  };
}

export function leaseOf(row: LeaseRow): LeaseRecord {
  return {
    leaseId: row.lease_id,
    tenant: row.tenant,
    run: row.run,
    callId: row.call_id,
    decisionId: row.decision_id,
    grantId: row.grant_id,
    issuer: row.issuer,
    audience: row.audience,
    scope: row.scope,
    issuedAt: row.issued_at.getTime(),
    expiresAt: row.expires_at.getTime(),
  };
}

export async function insertLease(manager: EntityManager, lease: LeaseRecord): Promise<void> {
  const { leaseId, tenant, run, callId, decisionId, grantId, issuer, audience, scope, issuedAt, expiresAt } = lease;
  const sql = `insert into credentials.leases (lease_id, tenant, run, call_id, decision_id, grant_id, issuer, audience, scope, issued_at, expires_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;
  const dates = [new Date(issuedAt), new Date(expiresAt)];
  const about = [leaseId, tenant, run, callId, decisionId, grantId];
  const parameters = [...about, issuer, audience, JSON.stringify(scope), ...dates];
  await manager.query(sql, parameters);
}
