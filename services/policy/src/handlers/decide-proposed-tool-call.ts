import { instantOf } from '@countersign/chassis';
import { toolCallDecided, type Decision } from '@countersign/contracts';
import { canonicalBytes, parseStrictJson, type JsonValue } from '@countersign/evidence';
import { prepareEvent, type EventPayload, type ReceivedEvent } from '@countersign/messaging';
import { askGuardsApart } from '../domain/decide/ask-guards-apart.js';
import { composeDecision, composeRefusal, type DecisionFrame } from '../domain/decide/compose-decision.js';
import type { CallContext } from '../domain/decide/call-context.js';
import { decideToolCall } from '../domain/decide/decide-tool-call.js';
import type { PolicyInput } from '../domain/decide/policy-input.js';
import { entryOf } from '../domain/runs/run-entry.js';
import { decideInRun } from './decide-in-run.js';
import { liveScope, type DecideParts } from './ports.js';

export interface CallToDecide {
  frame: DecisionFrame;
  arguments: JsonValue;
  principal: string | null;
}

export interface DecidedCall {
  decision: Decision;
  input: PolicyInput | Record<string, never>;
}

/** Decides under the revision in force; unknown tenants and a stale registry are denied, not skipped. */
export async function decideCall(parts: DecideParts, call: CallToDecide): Promise<DecidedCall> {
  const { frame } = call;
  const revision = parts.revisions.of(frame.tenant);
  if (!revision.ok) {
    const refused = { arguments: call.arguments, refusal: revision.refusal };
    return { decision: composeRefusal(frame, refused), input: {} };
  }
  const { agent, tool, tenant, run, callId } = frame;
  // The moment on the record is the moment of the decision: with another one it could not be made again.
  const nowMs = Date.parse(frame.decidedAt);
  const circumstances = { nowMs, principal: call.principal, environment: parts.environment };
  const decide = async (more: Partial<CallContext>): Promise<DecidedCall> => {
    const context = { ...circumstances, ...more };
    const proposed = { agent, tool, arguments: call.arguments };
    const outcome = await askGuardsApart(revision.value, (loaded) => decideToolCall(loaded, proposed, context));
    return { decision: composeDecision(frame, outcome), input: outcome.input };
  };
  // Whose rules do not ask about runs waits for nothing.
  if (!revision.value.compiled.agents.get(agent)?.runAware) return decide({});
  const { resultLabels } = revision.value.compiled.settings;
  return decideInRun(parts, { tenant, scope: liveScope, run, agent, id: callId, resultLabels }, async (facts) => {
    const value = await decide(facts);
    return { value, entry: entryOf(value.decision) };
  });
}

function argumentsOf(event: ReceivedEvent): { value: JsonValue; payload: EventPayload } {
  const opened = event.payloads['arguments'];
  if (!opened) throw new Error(`proposed call ${event.leaf.subject} came without its arguments`);
  const body = Buffer.from(opened.body, 'base64');
  const parsed = parseStrictJson(body);
  if (!parsed.ok) throw new Error(`arguments of ${event.leaf.subject} are no strict JSON: ${parsed.refusal.message}`);
  return {
    value: parsed.value,
    payload: { body, mediaType: opened.mediaType, salt: Buffer.from(opened.salt, 'base64') },
  };
}

/** The decision event: the input beside it for re-execution, and for a hold the arguments under their first salt, for whoever approves. */
export function decidedEvent(
  parts: DecideParts,
  decided: DecidedCall,
  context: { id: string; cause: string[]; traceparent?: string | undefined; held?: EventPayload },
) {
  const { decision, input } = decided;
  const payloads: Record<string, EventPayload> = {
    input: { body: canonicalBytes(input as never), mediaType: 'application/json', salt: parts.ids.bytes(32) },
  };
  if (decision.verdict === 'hold' && context.held) payloads['arguments'] = context.held;
  return prepareEvent(toolCallDecided, {
    id: context.id,
    tenant: decision.tenant,
    time: decision.decidedAt,
    actor: { kind: 'service', id: 'policy' },
    subject: decision.callId,
    agent: decision.agent,
    run: decision.run,
    traceparent: context.traceparent,
    cause: context.cause,
    data: { decision, signature: parts.signDecision(decision) },
    payloads,
  });
}

/** Decides a proposed call and publishes the signed decision. The ids follow from the call: deciding twice tells one fact. */
export function decideProposedToolCall(parts: DecideParts) {
  return async (event: ReceivedEvent): Promise<void> => {
    const { leaf } = event;
    if (leaf.type !== 'ToolCallProposed' || leaf.agent === undefined || leaf.run === undefined) return;
    const suffix = leaf.subject.replace(/^call_/, '');
    const { tenant, agent, run, subject: callId } = leaf;
    const frame: DecisionFrame = {
      decisionId: `dec_${suffix}`,
      tenant,
      callId,
      phase: 'initial',
      mode: leaf.data.mode,
      agent,
      run,
      tool: leaf.data.tool,
      decidedAt: instantOf(parts.clock.now()),
    };
    const { value, payload } = argumentsOf(event);
    const decided = await decideCall(parts, { frame, arguments: value, principal: leaf.data.principal });
    const id = `decided_${suffix}`;
    await parts.publisher.publish(
      decidedEvent(parts, decided, { id, cause: [leaf.id], traceparent: leaf.traceparent, held: payload }),
    );
    parts.shadow.heard({ decision: decided.decision, arguments: value });
  };
}
