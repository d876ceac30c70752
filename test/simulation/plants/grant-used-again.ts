import type { ToolCall } from '../../../services/gateway/src/domain/call/tool-call.js';
import { nothingPlanted, type Plants } from '../world/plants.js';

/** Planted: a release under a grant is not noted, so that the grant stays as it was. */
export const grantUsedAgain: Plants = {
  ...nothingPlanted,
  calls: (calls) => ({
    get: (reference) => calls.get(reference),
    insert: (call) => calls.insert(call),
    waitingFor: (action) => calls.waitingFor(action),
    overdue: (limit) => calls.overdue(limit),
    abandoned: (limit) => calls.abandoned(limit),
    move: async (seen: ToolCall, change, event) => {
      if (change.status === 'released') return true;
      return calls.move(seen, change, event);
    },
  }),
};
