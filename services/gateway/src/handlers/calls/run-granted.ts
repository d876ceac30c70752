import { endingOfRefusal } from '../../domain/call/ending-of-refusal.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { steadyRecord } from '../events/steady-record.js';
import { endCall } from './end-call.js';
import { executeCall } from './execute-call.js';
import { recheck } from './recheck.js';

/** Runs a granted call. What is away just now leaves the grant unused, for the sweep to try again until the grant expires. */
export async function runGranted(anyTime: CallParts, call: ToolCall): Promise<void> {
  const parts = { ...anyTime, record: steadyRecord(anyTime.record) };
  if (!parts.record.available()) return leave(parts, call);
  const by = await recheck(parts, call);
  if (by.ok) {
    await executeCall(parts, call, by.value);
  } else if (by.refusal.reasonCode === 'policy_unavailable') {
    await leave(parts, call);
  } else {
    await endCall(parts, call, endingOfRefusal(by.refusal));
  }
}

async function leave(parts: CallParts, call: ToolCall): Promise<void> {
  await parts.calls.move(call, { status: 'granted', replica: null });
}
