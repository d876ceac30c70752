import { z } from 'zod';
import { digestSchema, identifierSchema, personNameSchema, toolNameSchema } from '../names/names.js';
import { defineEvent, type LeafOf } from './define-event.js';

/**
 * A person approved a tool again whose MCP server had been found to say something else of it: by its very definition, or
 * by publishing that definition anew. The server is asked again before the next call.
 */
export const toolDefinitionReapproved = defineEvent(
  'policy',
  'ToolDefinitionReapproved',
  z.strictObject({
    tool: toolNameSchema,
    toolDefinitionDigest: digestSchema,
    /** What the server must say of the tool. */
    pinnedDigest: digestSchema,
    reapprovedBy: personNameSchema,
    /** The `ToolDefinitionChanged` events that are settled by this. */
    changes: z.array(identifierSchema).min(1).max(100),
  }),
);
export type ToolDefinitionReapproved = LeafOf<typeof toolDefinitionReapproved>;
