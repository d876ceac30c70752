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
  expires_at: Date;
  closed_at: Date | null;
}

export interface LeaseRow {
  lease_id: string;
  tenant: string;
  call_id: string | null;
  decision_id: string | null;
  grant_id: string | null;
  issuer: string;
  audience: string;
  scope: string[];
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
    expiresAt: row.expires_at.getTime(),
    closedAt: row.closed_at?.getTime() ?? null,
  };
}

export function leaseOf(row: LeaseRow): LeaseRecord {
  return {
    leaseId: row.lease_id,
    tenant: row.tenant,
    callId: row.call_id,
    decisionId: row.decision_id,
    grantId: row.grant_id,
    issuer: row.issuer,
    audience: row.audience,
    scope: row.scope,
    expiresAt: row.expires_at.getTime(),
  };
}
