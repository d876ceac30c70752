import { z } from 'zod';
import { digestSchema, identifierSchema, toolNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/**
 * A tool on an MCP server is no longer what governance pinned. The tool counts as proposed again: its calls are refused
 * until somebody publishes it with another pin, or approves it again.
 */
export const toolDefinitionChanged = defineEvent(
  'gateway',
  'ToolDefinitionChanged',
  z.strictObject({
    /** The call that was about to be sent when the change showed; null where the server was asked without one. */
    callId: identifierSchema.nullable(),
    tool: toolNameSchema,
    /** Of the governed tool that is refused from now on. */
    toolDefinitionDigest: digestSchema,
    pinnedDigest: digestSchema,
    /** Null when the server has no such tool any more, or none that can be told for certain. */
    foundDigest: digestSchema.nullable(),
  }),
);
export type ToolDefinitionChanged = LeafOf<typeof toolDefinitionChanged>;
