import { instantOf } from '@countersign/chassis';
import {
  leaseIssued,
  leaseRefused,
  type Decision,
  type Refusal,
  type Result,
  type ToolDocument,
} from '@countersign/contracts';
import { prepareEvent } from '@countersign/messaging';
import { checkRedemption } from '../domain/check-redemption.js';
import type { Issuer, LeaseRequest } from '../issuers/issuer.js';
import type { LeaseRecord, OneTimeKey, SealingParts } from './ports.js';
import { replaceLease, type ReplaceParts, type Replacement } from './replace-lease.js';
import type { SignedRedemption, VerifySignatures } from './verify-signatures.js';

export interface RedeemParts extends SealingParts, ReplaceParts {
  verify: VerifySignatures;
  issuers: ReadonlyMap<string, Issuer>;
  /** The tool document with exactly this digest, or a refusal. */
  tool: (tenant: string, name: string, definitionDigest: string) => Promise<Result<ToolDocument>>;
  decisionMaxAgeMs: number;
}

export interface RedeemRequest extends SignedRedemption {
  oneTimeKey: OneTimeKey;
  traceparent?: string | undefined;
}

interface Minted {
  lease: LeaseRecord;
  value: string;
}

const refused = (reasonCode: string, message: string) => ({ ok: false as const, refusal: { reasonCode, message } });

function audienceOf(tool: ToolDocument): string {
  const connector = tool.connector;
  if (!connector) return '';
  if (connector.kind === 'postgres') return `postgres://${connector.host}:${connector.port}/${connector.database}`;
  return new URL(connector.kind === 'http' ? connector.baseUrl : connector.url).origin;
}

async function mint(parts: RedeemParts, request: RedeemRequest, tool: ToolDocument): Promise<Result<Minted>> {
  const { decision, grant } = request;
  const credential = tool.credential;
  const issuer = credential && parts.issuers.get(credential.issuer);
  if (!credential || !issuer)
    return refused('issuer_unknown', `Tool ${decision.tool} names no issuer that this service has.`);
  const now = parts.clock.now();
  const lease: LeaseRecord = {
    leaseId: parts.ids.next('lease'),
    tenant: decision.tenant,
    run: decision.run,
    callId: decision.callId,
    decisionId: decision.decisionId,
    grantId: grant?.grant.grantId ?? null,
    issuer: credential.issuer,
    audience: audienceOf(tool),
    scope: credential.scope,
    issuedAt: now,
    expiresAt: now + credential.ttlSeconds * 1000,
  };
  const value = await issuer.mint(leaseRequestOf(decision, lease));
  if (value === null) return refused('secret_missing', `Issuer ${credential.issuer} has nothing for this scope.`);
  return { ok: true, value: { lease, value } };
}

function leaseRequestOf(decision: Decision, lease: LeaseRecord): LeaseRequest {
  const { leaseId, tenant, audience, scope, issuedAt, expiresAt } = lease;
  const { agent, run, callId, actionDigest } = decision;
  return { leaseId, tenant, agent, run, callId, actionDigest, audience, scope, issuedAt, expiresAt };
}

function issuedEvent(parts: RedeemParts, request: RedeemRequest, lease: LeaseRecord) {
  const { decision } = request;
  const grantId = lease.grantId;
  return prepareEvent(leaseIssued, {
    id: parts.ids.next('evt'),
    tenant: lease.tenant,
    time: instantOf(parts.clock.now()),
    actor: { kind: 'service', id: 'credentials' },
    subject: lease.leaseId,
    agent: decision.agent,
    run: decision.run,
    traceparent: request.traceparent,
    data: {
      leaseId: lease.leaseId,
      callId: decision.callId,
      decisionId: decision.decisionId,
      ...(grantId === null ? {} : { grantId }),
      actionDigest: decision.actionDigest,
      issuer: lease.issuer,
      audience: lease.audience,
      scope: lease.scope,
      expiresAt: instantOf(lease.expiresAt),
    },
  });
}

async function recordRefusal(parts: RedeemParts, request: RedeemRequest, refusal: Refusal) {
  const { decision } = request;
  const event = prepareEvent(leaseRefused, {
    id: parts.ids.next('evt'),
    tenant: decision.tenant,
    time: instantOf(parts.clock.now()),
    actor: { kind: 'service', id: 'credentials' },
    subject: decision.callId,
    agent: decision.agent,
    run: decision.run,
    traceparent: request.traceparent,
    data: { callId: decision.callId, decisionId: decision.decisionId, reasonCode: refusal.reasonCode },
  });
  await parts.store.addEvents(decision.tenant, [event]);
  await parts.publish([event]);
  return { ok: false as const, refusal };
}

async function checked(parts: RedeemParts, request: RedeemRequest): Promise<Result<ToolDocument>> {
  const { decision, recheck, grant } = request;
  const forged = parts.verify(request);
  if (forged) return { ok: false, refusal: forged };
  const context = { now: parts.clock.now(), maxAgeMs: parts.decisionMaxAgeMs };
  const refusal = checkRedemption({ decision, recheck: recheck?.decision, grant: grant?.grant }, context);
  if (refusal) return { ok: false, refusal };
  if (decision.toolDefinitionDigest === null) return refused('tool_unknown', 'The decision binds no tool definition.');
  return parts.tool(decision.tenant, decision.tool, decision.toolDefinitionDigest);
}

async function notStored(parts: RedeemParts, replacement: Replacement): ReturnType<typeof replaceLease> {
  const { tenant, run: runId } = replacement.decision;
  const run = await parts.store.run({ tenant, runId });
  const isClosed = run !== null && run.closedAt !== null;
  return isClosed ? refused('run_closed', 'The run of the call was ended.') : replaceLease(parts, replacement);
}

/** Verifies decision and grant itself, then mints one lease, stores and publishes that fact, and only then gives the value, sealed. */
export function redeemLease(parts: RedeemParts) {
  return async (
    request: RedeemRequest,
  ): Promise<Result<{ leaseId: string; expiresAt: string; sealedValue: string }>> => {
    const tool = await checked(parts, request);
    if (!tool.ok) return recordRefusal(parts, request, tool.refusal);
    const minted = await mint(parts, request, tool.value);
    if (!minted.ok) return recordRefusal(parts, request, minted.refusal);
    const { lease, value } = minted.value;
    // Sealed while the lease is stored and told, which takes as long; given away only after both.
    const sealing = parts.seal(value, request.oneTimeKey);
    sealing.catch(() => undefined);
    const event = issuedEvent(parts, request, lease);
    const stored = (await parts.store.addLease(lease, [event]))
      ? { ok: true as const, events: [event] }
      : await notStored(parts, { decision: request.decision, lease, issued: event });
    if (!stored.ok) return recordRefusal(parts, request, stored.refusal);
    await parts.publish(stored.events);
    return {
      ok: true,
      value: {
        leaseId: lease.leaseId,
        expiresAt: instantOf(lease.expiresAt),
        sealedValue: await sealing,
      },
    };
  };
}
