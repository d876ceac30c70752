import { toolNameSchema } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import { endedUnsent } from '../../domain/call/ending.js';
import { toldReasons } from '../../domain/call/told-reasons.js';
import type { SignedDecision, ToolCall } from '../../domain/call/tool-call.js';
import { clip } from '../../domain/clip.js';
import type { RunContext } from '../../domain/identity/caller.js';
import { isInScope, outsideScope } from '../../domain/identity/run-scope.js';
import type { ModelCall } from '../../domain/model/model-call.js';
import type { ProposedBlock } from '../../domain/wire/seam/proposed-block.js';
import { isTrusted } from '../calls/act-on-decision.js';
import { newCall } from '../calls/new-call.js';
import { outcomeEvent } from '../events/outcome-event.js';
import { proposedEvent } from '../events/proposed-event.js';
import { releasedEvent } from '../events/released-event.js';
import type { ModelParts } from '../models/model-parts.js';
import { recordUnavailable, refused } from '../refused.js';
import type { BlockDecision, BlockParts, DecidedBlock } from './block-context.js';
import { deniedByPolicy, deniedOtherwise } from './explain-block.js';
import { holdBlock, waitAgain } from './hold-block.js';
import { toldBlock } from './told-block.js';
import { useEarlierCall } from './use-earlier-call.js';

/** Longer arguments would not fit into the events that carry them. */
const mostArgumentBytes = 256 * 1024;

/** Decides one tool call of a model's answer before the agent sees it. */
export async function decideBlock(
  parts: BlockParts,
  modelCall: ModelCall,
  block: ProposedBlock,
): Promise<BlockDecision> {
  return toldBlock(parts, modelCall.caller.tenant, await decide(parts, modelCall, block));
}

async function decide(parts: BlockParts, modelCall: ModelCall, block: ProposedBlock): Promise<BlockDecision> {
  const fault = faultOf(block) ?? scopeFault(modelCall.run, block);
  const call = callOf(parts, modelCall, {
    block,
    values: fault || !block.argumentsJson.ok ? {} : block.argumentsJson.value,
  });
  if (fault) return refuseBlock(parts, call, fault);
  return (await useEarlierCall(parts, call)) ?? propose(parts, call);
}

function callOf(
  parts: ModelParts,
  { id, caller, run, traceparent }: ModelCall,
  { block, values }: { block: ProposedBlock; values: JsonValue },
): ToolCall {
  const proposal = { caller, run, mode: 'intercepted' as const, tool: block.toolName, values, traceparent };
  return newCall(parts, { ...proposal, modelCallId: id });
}

interface Fault {
  reasonCode: string;
  message: string;
}

/** What keeps a block from being put before policy at all; such a call never passes. */
function faultOf(block: ProposedBlock): Fault | null {
  if (!toolNameSchema.safeParse(block.toolName).success) {
    return { reasonCode: 'tool_unknown', message: 'No tool can be registered under this name.' };
  }
  if (isHostedName(block)) {
    return { reasonCode: 'tool_unknown', message: 'Only the provider runs tools under this name.' };
  }
  if (!block.argumentsJson.ok) {
    const { message } = block.argumentsJson.refusal;
    return { reasonCode: 'arguments_invalid', message: `The arguments cannot be read: ${message}.` };
  }
  if (Buffer.byteLength(block.argumentsText, 'utf8') <= mostArgumentBytes) return null;
  return { reasonCode: 'arguments_invalid', message: `The arguments are longer than ${mostArgumentBytes} bytes.` };
}

/** What policy says about a tool of the provider must not count for a tool of the agent that has taken its name. */
function isHostedName({ toolName, blockId }: ProposedBlock): boolean {
  return toolName.startsWith('hosted.') && !blockId.startsWith('hosted.');
}

function scopeFault(run: RunContext, { toolName }: ProposedBlock): Fault | null {
  return isInScope(run, 'tools', toolName) ? null : outsideScope('tool');
}

async function propose(parts: BlockParts, call: ToolCall): Promise<BlockDecision> {
  const decided = parts.decisions.wait(call.id, parts.decisionTimeoutMs);
  try {
    await parts.publisher.publish(proposedEvent(call));
  } catch (error) {
    parts.report(error, { part: 'propose an intercepted call' });
    return recordUnavailable();
  }
  const signed = await decided;
  return signed ? act(parts, call, signed) : undecided(parts, call);
}

async function undecided(parts: BlockParts, call: ToolCall): Promise<BlockDecision> {
  const refusal = refused('policy_unavailable', 'Policy did not decide a tool call of the answer in time.');
  const { events } = refuseBlock(parts, call, refusal.refusal);
  const { reasonCode, message } = refusal.refusal;
  // Stored as over: a hold that policy may still come to must not be kept as a call that waits for people.
  const over: ToolCall = { ...call, status: 'failed', outcome: { reasonCode, message }, replica: null };
  const held = await parts.calls.insert(over).catch((error: unknown) => notStored(parts, error));
  if (held === 'not-stored') return recordUnavailable();
  // Another replica heard of the hold that this one waited for, and has stored it.
  if (held?.decision) return waitAgain(parts, held, held.decision);
  await Promise.all(events.map((event) => parts.publisher.publish(event)));
  return refusal;
}

/** Then nothing is said of its end either: a hold that comes late stays a call that waits for people. */
function notStored(parts: ModelParts, error: unknown): 'not-stored' {
  parts.report(error, { part: 'store an ended call' });
  return 'not-stored';
}

function act(parts: BlockParts, call: ToolCall, signed: SignedDecision): BlockDecision | Promise<BlockDecision> {
  const { decision } = signed;
  if (decision.phase !== 'initial' || !isTrusted(parts, call, signed)) {
    return refuseBlock(parts, call, {
      reasonCode: 'decision_mismatch',
      message: 'The decision is not one for this call.',
    });
  }
  if (decision.verdict === 'hold') return holdBlock(parts, call, signed);
  const at = parts.clock.now();
  if (decision.verdict === 'deny') {
    const ending = endedUnsent('denied', decision.reasonCode, toldReasons(decision.reasons));
    const event = outcomeEvent(call, ending, { at, salt: parts.ids.bytes(32) });
    return { callId: call.id, outcome: deniedByPolicy(decision), events: [event] };
  }
  if (Object.values(decision.obligations).some((obligation) => obligation !== undefined)) {
    const message = 'Policy obliges the gateway to something that it cannot keep for a call that the agent runs.';
    return refuseBlock(parts, call, { reasonCode: 'obligation_unsupported', message });
  }
  const event = releasedEvent(call, { decision: signed }, at);
  return { callId: call.id, outcome: { kind: 'pass' }, events: [event], released: call };
}

function refuseBlock(parts: ModelParts, call: ToolCall, fault: Fault): DecidedBlock {
  const message = clip(`${call.tool.replace(/[^\x20-\x7e]/g, '_').slice(0, 128)}: ${fault.message}`, 500);
  const ending = endedUnsent('failed', fault.reasonCode, message);
  const event = outcomeEvent(call, ending, { at: parts.clock.now(), salt: parts.ids.bytes(32) });
  return { callId: call.id, outcome: deniedOtherwise(call, fault), events: [event] };
}
