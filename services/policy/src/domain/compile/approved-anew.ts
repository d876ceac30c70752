import type { GovernanceDocument, ToolDocument } from '@countersign/contracts';
import { compileTool } from './compile-tool.js';
import type { CompiledPolicy, CompiledTool } from './compiled-policy.js';
import type { ToolChanges } from './with-tool-changes.js';

/** Changed tools that a person has put in force with this very definition, where it was not in force or not approved before. */
export function approvedAnew(
  previous: readonly GovernanceDocument[],
  next: CompiledPolicy,
  changes: ToolChanges,
): CompiledTool[] {
  if (changes.size === 0) return [];
  const before = new Map(
    previous.flatMap((document) => (document.kind === 'Tool' ? [[document.name, document] as const] : [])),
  );
  return [...next.tools.values()].filter(({ document, definitionDigest }) => {
    if (document.status !== 'approved' || !changes.has(definitionDigest)) return false;
    return !wasApprovedAs(before.get(document.name), definitionDigest);
  });
}

function wasApprovedAs(document: ToolDocument | undefined, definitionDigest: string): boolean {
  return document?.status === 'approved' && compileTool(document).definitionDigest === definitionDigest;
}
