import type { ApprovalExpired, ApprovalGranted, ApprovalRejected } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import { approvalIdOf } from '../../src/domain/call/approval-of.js';
import type { SignedGrant, ToolCall } from '../../src/domain/call/tool-call.js';
import { proposeToolCall } from '../../src/handlers/calls/propose-tool-call.js';
import { keys } from './keys.js';
import type { World } from './world.js';

export const caller = { tenant: 'acme', agent: 'triage', keyId: 'key_1' };
export const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;

export function propose(
  world: World,
  values: JsonValue = { service: 'web' },
  more: { tool?: string; idempotencyKey?: string } = {},
) {
  const run = { runId: 'run_1', principal: 'paul' };
  return proposeToolCall(world.parts)({ caller, run, tool: 'logs.read', values, traceparent, ...more });
}

/** A call that policy held, as the gateway stored it. */
export async function heldCall(world: World): Promise<ToolCall> {
  const proposed = await propose(world);
  if (!proposed.ok || proposed.value.status !== 'held') throw new Error('the call was not held');
  return world.call(proposed.value.id);
}

const envelope = (world: World, call: ToolCall) => ({
  ...{ v: 1 as const, id: `evt_${call.id}`, source: 'approvals' as const, tenant: call.tenant },
  ...{ time: new Date(world.time.now()).toISOString(), subject: approvalIdOf(call.id) },
  actor: { kind: 'service' as const, id: 'approvals' },
});

export function granted(world: World, call: ToolCall, signed?: SignedGrant): ApprovalGranted {
  return { ...envelope(world, call), type: 'ApprovalGranted', data: signed ?? keys.grant(world.grantFor(call)) };
}

const ofCall = (call: ToolCall) => ({
  ...{ approvalId: approvalIdOf(call.id), callId: call.id },
  actionDigest: call.decision?.decision.actionDigest ?? '',
});

export function rejected(world: World, call: ToolCall): ApprovalRejected {
  return { ...envelope(world, call), type: 'ApprovalRejected', data: { ...ofCall(call), rejectedBy: 'ann' } };
}

export function expired(world: World, call: ToolCall): ApprovalExpired {
  return { ...envelope(world, call), type: 'ApprovalExpired', data: ofCall(call) };
}
