import type { ToolDocument } from './tool.js';

/** What a tool's definition digest pins: all that a model, an approver or a target sees of it. Only the status may change without a new definition. */
export function toolDefinition(document: ToolDocument) {
  const { name, description, inputSchema, effects, connector, credential } = document;
  return { name, description, inputSchema, effects, connector: connector ?? null, credential: credential ?? null };
}
