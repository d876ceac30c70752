import type { CallStatus } from './tool-call.js';

const open: readonly CallStatus[] = ['proposed', 'held', 'granted', 'reserved', 'started'];

/** Nothing more will happen to the call. */
export function isOver(status: CallStatus): boolean {
  return !open.includes(status);
}
