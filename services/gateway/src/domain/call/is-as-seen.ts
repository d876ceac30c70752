import type { ToolCall } from './tool-call.js';

/** Whether a step that was decided on one sight of a call may be taken on another: same status and, once started, same replica. */
export function isAsSeen(seen: ToolCall, now: ToolCall): boolean {
  return now.status === seen.status && (now.status !== 'started' || now.replica === seen.replica);
}
