import { textOf, type JsonObject } from '../seam/json-object.js';
import type { ParsedArguments, ProposedBlock } from '../seam/proposed-block.js';
import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';

interface ToolUseInput {
  index: number;
  argumentsText: string;
  argumentsJson: ParsedArguments;
}

/** Reads a `tool_use` block; a member of a toolset is named `browser.navigate`, apart from any tool of that name. */
export function readToolUse(block: JsonObject, input: ToolUseInput): { ok: true; block: ProposedBlock } | WireRefused {
  const { index, argumentsText, argumentsJson } = input;
  const name = textOf(block.name);
  const callId = textOf(block.id);
  if (!name || !callId) return refuseWire('malformed_response', 'a tool use has no name or no id');
  const toolset = textOf(block.toolset_name);
  const toolName = toolset ? `${toolset}.${name}` : name;
  const kind = toolset ? 'builtin' : 'function';
  return { ok: true, block: { blockId: contentBlockId(index), kind, toolName, callId, argumentsText, argumentsJson } };
}

function contentBlockId(index: number): string {
  return `content.${index}`;
}
