import { instantOf } from '@countersign/chassis';
import {
  documentChecked,
  type checkDocument as definition,
  type PersonActor,
  type Result,
} from '@countersign/contracts';
import { canonicalBytes } from '@countersign/evidence';
import { prepareEvent } from '@countersign/messaging';
import type { z } from 'zod';
import { askGuardsApart } from '../domain/decide/ask-guards-apart.js';
import { documentCall, type DocumentKind } from '../domain/check/document-call.js';
import { decideToolCall, type ToolCallOutcome } from '../domain/decide/decide-tool-call.js';
import type { DecideParts } from './ports.js';

type Checked = z.input<typeof definition.response>;

export type CheckParts = Pick<DecideParts, 'revisions' | 'clock' | 'ids' | 'environment' | 'publisher'>;

export interface CheckRequest {
  actor: PersonActor;
  kind: DocumentKind;
  agent: string;
  tool?: string | undefined;
  document?: unknown;
}

/** Decides a deployment by the rules in force, before anybody applies it; on the record. */
export function checkDocument(parts: CheckParts) {
  return async (request: CheckRequest): Promise<Result<Checked>> => {
    const { actor, kind, agent } = request;
    const revision = parts.revisions.of(actor.tenant);
    if (!revision.ok) return revision;
    const call = documentCall({ kind, tool: request.tool, document: request.document });
    if (!call.ok) return call;
    // Who asks for the check stands behind the deployment, and so never counts among its approvers.
    const context = {
      nowMs: parts.clock.now(),
      principal: actor.person,
      requester: actor.person,
      environment: parts.environment,
    };
    const proposed = { agent, ...call.value };
    const outcome = await askGuardsApart(revision.value, (loaded) => decideToolCall(loaded, proposed, context));
    const checked = { checkId: parts.ids.next('chk'), tool: call.value.tool };
    await parts.publisher.publish(checkedEvent(parts, request, { ...checked, outcome }));
    return { ok: true, value: { ...checked, ...told(outcome) } };
  };
}

function told(outcome: ToolCallOutcome): Omit<Checked, 'checkId' | 'tool'> {
  const { verdict, reasonCode, rule, reasons, remedy, policyRevision, effects, obligations, approvers } = outcome;
  const answer = { verdict, reasonCode, rule, reasons, policyRevision, effects, obligations };
  return { ...answer, ...(remedy === undefined ? {} : { remedy }), approvers: approvers ?? null };
}

function checkedEvent(
  parts: CheckParts,
  { actor, kind, agent }: CheckRequest,
  { checkId, tool, outcome }: { checkId: string; tool: string; outcome: ToolCallOutcome },
) {
  const { argumentsDigest, verdict, reasonCode, rule, policyRevision, inputDigest, input } = outcome;
  return prepareEvent(documentChecked, {
    id: `checked_${checkId}`,
    tenant: actor.tenant,
    time: instantOf(parts.clock.now()),
    actor: { kind: 'person', id: actor.person },
    subject: checkId,
    agent,
    data: { checkId, kind, agent, tool, argumentsDigest, verdict, reasonCode, rule, policyRevision, inputDigest },
    payloads: {
      input: { body: canonicalBytes(input as never), mediaType: 'application/json', salt: parts.ids.bytes(32) },
    },
  });
}
