import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { releasedEvent } from '../events/released-event.js';
import { seal } from '../events/seal.js';
import type { Authority } from './authority.js';
import { persist } from './persist.js';

/** A granted call that one answer may let pass: no other answer can meanwhile, and the grant is not used up yet. */
export interface ReservedCall {
  call: ToolCall;
  by: Authority;
}

/** Keeps a grant for one answer. Null when another one was first. */
export async function reserveGrant(parts: CallParts, call: ToolCall, by: Authority): Promise<ReservedCall | null> {
  const change = { status: 'reserved' as const, replica: parts.replica };
  return (await parts.calls.move(call, change)) ? { call: { ...call, ...change }, by } : null;
}

/**
 * Uses grants up, right before their calls leave for the agent. False where that is not on the record, or a grant is no
 * longer kept for this answer: then no call may leave.
 */
export async function useReserved(parts: CallParts, reserved: readonly ReservedCall[]): Promise<boolean> {
  if (reserved.length === 0) return true;
  try {
    const at = parts.clock.now();
    const events = reserved.map(({ call, by }) => releasedEvent(call, by, at));
    const change = { status: 'released' as const, replica: null };
    const used = await Promise.all(reserved.map(({ call }, nth) => parts.calls.move(call, change, events[nth])));
    return used.every(Boolean) && (await seal({ ...parts, publisher: parts.outbox }, events));
  } catch (error) {
    parts.report(error, { part: 'use a grant' });
    return false;
  }
}

/** The answer does not leave: the grant is there for the next one. One that was used up stays so. */
export async function giveBackGrant(parts: CallParts, call: ToolCall): Promise<void> {
  const giveBack = () => parts.calls.move(call, { status: 'granted', replica: null });
  try {
    await giveBack();
  } catch (error) {
    parts.report(error, { part: 'give back a grant' });
    void persist(parts, giveBack);
  }
}
