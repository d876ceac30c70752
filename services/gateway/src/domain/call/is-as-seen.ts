import type { CallStatus, ToolCall } from './tool-call.js';

/** In these a call belongs to one replica alone. */
const owned: readonly CallStatus[] = ['reserved', 'started'];

/** Whether a step that was decided on one sight of a call may be taken on another: same status and, where it is owned, same replica. */
export function isAsSeen(seen: ToolCall, now: ToolCall): boolean {
  return now.status === seen.status && (!owned.includes(now.status) || now.replica === seen.replica);
}
