import { endingOfRefusal } from '../../domain/call/ending-of-refusal.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { steadyRecord } from '../events/steady-record.js';
import { endCall } from './end-call.js';
import { executeCall } from './execute-call.js';
import { persist } from './persist.js';
import { recheck } from './recheck.js';

/**
 * Runs a granted call. What is away just now leaves the grant unused, for the sweep to try again until the grant expires:
 * a call must not stay with a replica that lives and has given it up.
 */
export async function runGranted(anyTime: CallParts, call: ToolCall): Promise<void> {
  const parts = { ...anyTime, record: steadyRecord(anyTime.record) };
  try {
    await run(parts, call);
  } catch (error) {
    parts.report(error, { part: 'run a granted call', call: call.id });
    await leave(parts, call);
  }
}

async function run(parts: CallParts, call: ToolCall): Promise<void> {
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
  await persist(parts, () => parts.calls.move(call, { status: 'granted', replica: null }));
}
