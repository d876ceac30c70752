import type { JsonObject } from '../wire/seam/json-object.js';

export const approvalStatusTool = 'approval_status';
export const approvalWaitTool = 'approval_wait';
/** A client gives up sooner than people decide; it can ask again. */
export const longestApprovalWaitSeconds = 300;
export const usualApprovalWaitSeconds = 25;

const approvalId: JsonObject = {
  type: 'string',
  pattern: '^(apr|call)_[0-9a-f]{32}$',
  description: 'The approval_id of the pending result.',
};
const annotations: JsonObject = { readOnlyHint: true, idempotentHint: true, openWorldHint: false };

/** What the gateway itself offers beside the tools of the registry: the way to a result that people must let through. */
export const approvalTools: readonly JsonObject[] = [
  {
    name: approvalStatusTool,
    description: 'Tells at once how a call of yours stands that waits for human approval, with its result once it ran.',
    inputSchema: {
      type: 'object',
      properties: { approval_id: approvalId },
      required: ['approval_id'],
      additionalProperties: false,
    },
    annotations,
  },
  {
    name: approvalWaitTool,
    description:
      'Waits until people have decided about a call of yours and it has run, and returns its result. When the time is up it returns the call as it stands; call it again then.',
    inputSchema: {
      type: 'object',
      properties: {
        approval_id: approvalId,
        timeout_seconds: {
          type: 'integer',
          minimum: 1,
          maximum: longestApprovalWaitSeconds,
          description: `At most this long; ${usualApprovalWaitSeconds} when absent.`,
        },
      },
      required: ['approval_id'],
      additionalProperties: false,
    },
    annotations,
  },
];

export function isApprovalTool(name: string): boolean {
  return name === approvalStatusTool || name === approvalWaitTool;
}
