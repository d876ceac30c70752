import { endedUnsent } from '../../domain/call/ending.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { CallParts } from '../call-parts.js';
import { proposedEvent } from '../events/proposed-event.js';
import { actOnDecision } from './act-on-decision.js';
import { endCall } from './end-call.js';
import { giveBackGrant } from './reserve-grant.js';
import { runGranted } from './run-granted.js';

const batch = 100;

/** A call that policy never decided for this long ends; no agent still waits for it. */
const undecidedForMs = 60_000;

/** Takes up the calls that nobody works on: runs what may still run, and says of what had begun that its outcome is unknown. */
export function recoverCalls(parts: CallParts) {
  return async (): Promise<void> => {
    if (!parts.record.available()) return;
    for (const call of await parts.calls.abandoned(batch)) {
      try {
        await recover(parts, call);
      } catch (error) {
        parts.report(error, { part: 'recover a call', call: call.id });
      }
    }
  };
}

async function recover(parts: CallParts, call: ToolCall): Promise<void> {
  if (call.status === 'started') {
    const outcome = {
      reasonCode: 'gateway_interrupted',
      message: 'The gateway stopped while the call ran. Nobody knows whether it took effect; it is not tried again.',
    };
    await endCall(parts, call, { status: 'unknown', sent: true, outcome });
  } else if (call.status === 'reserved') {
    await giveBackGrant(parts, call);
  } else if (call.status === 'granted') {
    await runGranted(parts, call);
  } else if (call.decision) {
    await actOnDecision(parts, call, call.decision);
  } else if (parts.clock.now() - call.createdAt > undecidedForMs) {
    const message = 'The gateway stopped before the call was decided; it did not run.';
    await endCall(parts, call, endedUnsent('failed', 'gateway_interrupted', message));
  } else {
    await proposeAgain(parts, call);
  }
}

/** The replica may have died before it told anybody of the call, whose agent waits for it under its idempotency key. */
async function proposeAgain(parts: CallParts, call: ToolCall): Promise<void> {
  const ours = { ...call, replica: parts.replica };
  if (!(await parts.calls.move(call, { status: 'proposed', replica: parts.replica }))) return;
  const decided = parts.decisions.wait(call.id, parts.decisionTimeoutMs);
  const act = async (): Promise<unknown> => {
    await parts.publisher.publish(proposedEvent(call));
    const signed = await decided;
    return signed ? actOnDecision(parts, ours, signed) : leave();
  };
  const leave = () => parts.calls.move(ours, { status: 'proposed', replica: null });
  act().catch(async (error: unknown) => {
    parts.report(error, { part: 'propose a call again', call: call.id });
    await leave().catch(() => undefined);
  });
}
