import { instantOf } from '@countersign/chassis';
import {
  modelCallCompleted,
  modelCallFailed,
  modelCallProposed,
  modelCallStarted,
  type Actor,
  type ModelDecision,
} from '@countersign/contracts';
import { digestOfBytes } from '@countersign/evidence';
import { prepareEvent, type PreparedEvent } from '@countersign/messaging';
import type { Cost } from '../../domain/budget/bill.js';
import { amountOf } from '../../domain/budget/money.js';
import type { Share } from '../../domain/budget/reservation.js';
import { clip } from '../../domain/clip.js';
import type { ModelCall } from '../../domain/model/model-call.js';
import type { Attempt } from '../../domain/provider/retry-plan.js';
import type { InspectedRequest } from '../../domain/wire/seam/inspected-request.js';
import type { WireUsage } from '../../domain/wire/seam/wire-usage.js';
import { countsIn, placesIn, redactedIn } from './data-in-events.js';
import type { ModelRequest } from './model-request.js';

const gateway: Actor = { kind: 'service', id: 'gateway' };

function envelope(call: ModelCall, at: number) {
  const { tenant, agent } = call.caller;
  const { traceparent } = call;
  return { tenant, agent, run: call.run.runId, traceparent, time: instantOf(at), subject: call.id, actor: gateway };
}

export function modelProposedEvent(call: ModelCall, request: ModelRequest, inspected: InspectedRequest): PreparedEvent {
  return prepareEvent(modelCallProposed, {
    ...envelope(call, call.proposedAt),
    id: `proposed_${call.id}`,
    actor: { kind: 'agent', id: call.caller.agent },
    data: {
      modelCallId: call.id,
      route: clip(request.route, 64),
      model: call.model,
      ...(call.provider === undefined ? {} : { provider: call.provider }),
      ...(call.instead ? { instead: call.instead } : {}),
      ...(call.reserved ? { reserved: call.reserved.map(shareOf) } : {}),
      stream: inspected.stream,
      requestDigest: digestOfBytes(request.body),
      requestBytes: request.body.byteLength,
      offeredTools: inspected.tools.map((tool) => tool.name),
      ...countsIn(call),
      principal: call.run.principal,
    },
    ...placesIn(call),
  });
}

/** An amount as the record has it. */
function shareOf({ budget, scope, period, currency, amount }: Share) {
  return { budget, scope, period, currency, amount: amountOf(amount) };
}

interface Start {
  /** Milliseconds since the epoch. */
  at: number;
  decision: ModelDecision;
  /** Where it may go, in the order in which it is tried. */
  providers: readonly string[];
}

export function modelStartedEvent(call: ModelCall, { at, decision, providers }: Start): PreparedEvent {
  const { decisionId, model } = decision;
  const [provider = '', ...otherwise] = providers;
  return prepareEvent(modelCallStarted, {
    ...envelope(call, at),
    id: `started_${call.id}`,
    data: {
      modelCallId: call.id,
      decisionId,
      provider,
      model,
      ...(otherwise.length > 0 ? { otherwise } : {}),
      ...redactedIn(call),
    },
  });
}

export interface Completion {
  /** Milliseconds since the epoch. */
  at: number;
  decisionId: string;
  provider: string;
  model: string;
  providerRequestId: string | undefined;
  usage: WireUsage | undefined;
  status: number;
  responseDigest: string;
  callIds: readonly string[];
  cost: Cost | undefined;
  attempts: readonly Attempt[];
}

export function modelCompletedEvent(call: ModelCall, completion: Completion): PreparedEvent {
  const { at, decisionId, provider, model, providerRequestId, usage, status, responseDigest } = completion;
  return prepareEvent(modelCallCompleted, {
    ...envelope(call, at),
    id: `completed_${call.id}`,
    data: {
      modelCallId: call.id,
      decisionId,
      provider,
      model,
      ...(providerRequestId === undefined ? {} : { providerRequestId }),
      ...(usage ? { usage: countsOf(usage) } : {}),
      ...(completion.cost ? { cost: completion.cost } : {}),
      ...attemptsOf(completion.attempts),
      status,
      durationMs: Math.max(0, Math.round(at - call.proposedAt)),
      responseDigest,
      callIds: [...completion.callIds],
      ...redactedIn(call),
    },
  });
}

function attemptsOf(attempts: readonly Attempt[]) {
  return attempts.length > 0 ? { attempts: [...attempts] } : {};
}

function countsOf({ inputTokens, outputTokens, cachedTokens }: WireUsage) {
  return { inputTokens, outputTokens, ...(cachedTokens > 0 ? { cachedTokens } : {}) };
}

export interface Failure {
  /** Milliseconds since the epoch. */
  at: number;
  reasonCode: string;
  message: string;
  /** Something may have been sent to the provider. */
  dispatched: boolean;
  status?: number;
  cost?: Cost | undefined;
  attempts?: readonly Attempt[] | undefined;
}

export function modelFailedEvent(call: ModelCall, failure: Failure): PreparedEvent {
  const { at, reasonCode, message, dispatched, status } = failure;
  return prepareEvent(modelCallFailed, {
    ...envelope(call, at),
    id: `failed_${call.id}`,
    data: {
      modelCallId: call.id,
      reasonCode,
      message: clip(message, 500),
      dispatched,
      ...(status === undefined ? {} : { status }),
      durationMs: Math.max(0, Math.round(at - call.proposedAt)),
      ...(failure.cost ? { cost: failure.cost } : {}),
      ...attemptsOf(failure.attempts ?? []),
      ...redactedIn(call),
    },
  });
}
