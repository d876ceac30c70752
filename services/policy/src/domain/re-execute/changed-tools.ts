import type { ToolChange } from '@countersign/contracts';
import { withToolChanges } from '../compile/with-tool-changes.js';
import type { CompiledTool } from '../compile/compiled-policy.js';
import type { LoadedRevision } from '../decide/loaded-revision.js';
import type { PolicyInput } from '../decide/policy-input.js';

interface Found {
  index: number;
  change: ToolChange;
}

/** What the record says of tools that their servers changed: from then on policy may take them for proposed. */
export class ChangedTools {
  private readonly byDefinition = new Map<string, Found>();

  /** `isFromStart`: the record begins with the first event; otherwise changes before it are not known. */
  constructor(private readonly isFromStart: boolean) {}

  /** The first that the record has of each definition. */
  add(definitionDigest: string, found: Found): void {
    if (!this.byDefinition.has(definitionDigest)) this.byDefinition.set(definitionDigest, found);
  }

  /**
   * The revision as it was for a decision that took an approved tool for proposed, where the record tells of a change
   * before it; null where the change may be older than the record.
   */
  asThen(revision: LoadedRevision, input: PolicyInput, index: number): LoadedRevision | null {
    const tool = sentBack(revision, input);
    if (!tool) return revision;
    const found = this.byDefinition.get(tool.definitionDigest);
    if (!found || found.index >= index) return this.isFromStart ? revision : null;
    const changes = new Map([[tool.definitionDigest as string, found.change]]);
    return { ...revision, compiled: withToolChanges(revision.compiled, changes) };
  }
}

/** A tool that the revision approves and the input calls proposed. */
function sentBack({ compiled }: LoadedRevision, input: PolicyInput): CompiledTool | undefined {
  if (input.kind !== 'tool_call' || input.tool.status !== 'proposed') return undefined;
  const tool = compiled.tools.get(input.tool.name);
  return tool?.document.status === 'approved' ? tool : undefined;
}
