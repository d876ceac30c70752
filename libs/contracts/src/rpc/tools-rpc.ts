import { z } from 'zod';
import { toolStatusSchema } from '../governance/tool.js';
import { digestSchema, identifierSchema, instantSchema, toolNameSchema } from '../names/names.js';
import { defineRpc } from './define-rpc.js';
import { personActorSchema } from './person-actor.js';

/** What the MCP server of a tool was found to say of it, in place of what was approved. */
export const toolChangeSchema = z.strictObject({
  pinnedDigest: digestSchema,
  /** Null when the server has no such tool any more, or none that can be told for certain. */
  foundDigest: digestSchema.nullable(),
  changedAt: instantSchema,
  /** The `ToolDefinitionChanged` event. */
  eventId: identifierSchema,
});
export type ToolChange = z.infer<typeof toolChangeSchema>;

/** Every governed tool in force, and whether it may be called. By name. */
export const listTools = defineRpc({
  service: 'policy',
  method: 'listTools',
  callers: ['console'],
  request: z.strictObject({ actor: personActorSchema }),
  response: z.strictObject({
    revision: digestSchema,
    tools: z
      .array(
        z.strictObject({
          name: toolNameSchema,
          /** `proposed` too where the document says approved and the tool's server says something else of it by now. */
          status: toolStatusSchema,
          definitionDigest: digestSchema,
          /** Who runs it: a kind of connector, or the agent itself. */
          runBy: z.enum(['agent', 'http', 'mcp', 'postgres']),
          change: toolChangeSchema.optional(),
        }),
      )
      .max(10_000),
  }),
});

/** A person approves the definition in force again after its server had changed it. */
export const reapproveTool = defineRpc({
  service: 'policy',
  method: 'reapproveTool',
  callers: ['console'],
  request: z.strictObject({
    actor: personActorSchema,
    tool: toolNameSchema,
    /** What the person looked at; refused when another definition is in force by now. */
    definitionDigest: digestSchema,
  }),
  response: z.strictObject({ tool: toolNameSchema, status: toolStatusSchema, definitionDigest: digestSchema }),
});
