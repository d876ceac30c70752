import type { ToolChange } from '@countersign/contracts';
import type { CompiledPolicy, CompiledTool } from './compiled-policy.js';

/** By definition digest: what servers were found to say of tools since they were approved. */
export type ToolChanges = ReadonlyMap<string, ToolChange>;

/** The same governance, in which a tool whose server changed it counts as proposed. Its definition stays what it is. */
export function withToolChanges(compiled: CompiledPolicy, changes: ToolChanges): CompiledPolicy {
  if (changes.size === 0) return compiled;
  const tools = new Map([...compiled.tools].map(([name, tool]) => [name, changedTool(tool, changes)]));
  return { ...compiled, tools };
}

function changedTool(tool: CompiledTool, changes: ToolChanges): CompiledTool {
  const change = changes.get(tool.definitionDigest);
  if (!change || tool.document.status !== 'approved') return tool;
  return { ...tool, document: { ...tool.document, status: 'proposed' }, change };
}
