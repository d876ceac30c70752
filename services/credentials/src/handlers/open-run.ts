import { instantOf } from '@countersign/chassis';
import { runOpened, type Result } from '@countersign/contracts';
import { prepareEvent } from '@countersign/messaging';
import type { OneTimeKey, RunRecord, SealingParts } from './ports.js';

export interface OpenRunParts extends SealingParts {
  /** Signs the run's identity: a token that ends with the run. */
  signRunToken: (run: RunRecord, now: number) => Promise<string>;
}

export interface OpenRunRequest {
  tenant: string;
  agent: string;
  keyId: string;
  implicit: boolean;
  sessionDigest?: string | undefined;
  principal: string | null;
  scope: string[] | null;
  models?: string[] | null | undefined;
  ttlSeconds: number;
  oneTimeKey?: OneTimeKey | undefined;
  traceparent?: string | undefined;
}

async function existing(parts: OpenRunParts, request: OpenRunRequest): Promise<RunRecord | null> {
  const { tenant, agent, keyId, sessionDigest } = request;
  if (!request.implicit || sessionDigest === undefined) return null;
  return parts.store.activeRun({ tenant, agent, keyId, sessionDigest, now: parts.clock.now() });
}

async function create(parts: OpenRunParts, request: OpenRunRequest): Promise<RunRecord> {
  const now = parts.clock.now();
  const { tenant, agent, keyId, implicit, principal, scope, models = null, traceparent } = request;
  const runId = parts.ids.next('run');
  const expiresAt = now + request.ttlSeconds * 1000;
  const run: RunRecord = {
    runId,
    tenant,
    agent,
    keyId,
    sessionDigest: request.sessionDigest ?? null,
    principal,
    scope,
    models,
    expiresAt,
    closedAt: null,
  };
  const event = prepareEvent(runOpened, {
    id: parts.ids.next('evt'),
    tenant,
    time: instantOf(now),
    actor: { kind: 'agent', id: agent },
    subject: runId,
    agent,
    run: runId,
    traceparent,
    data: { runId, agentName: agent, keyId, implicit, principal, scope, models, expiresAt: instantOf(expiresAt) },
  });
  await parts.store.addRun(run, [event]);
  await parts.publish([event]);
  return run;
}

/** A time-boxed identity for one execution; an implicit run is found again by its session signal until it ends. */
export function openRun(parts: OpenRunParts) {
  return async (
    request: OpenRunRequest,
  ): Promise<Result<{ runId: string; expiresAt: string; sealedToken: string | null }>> => {
    const run = (await existing(parts, request)) ?? (await create(parts, request));
    const token = request.oneTimeKey
      ? await parts.seal(await parts.signRunToken(run, parts.clock.now()), request.oneTimeKey)
      : null;
    return { ok: true, value: { runId: run.runId, expiresAt: instantOf(run.expiresAt), sealedToken: token } };
  };
}
