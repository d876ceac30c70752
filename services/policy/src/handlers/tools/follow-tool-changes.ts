import type { ReceivedEvent } from '@countersign/messaging';
import type { StoredToolChange, ToolChangeStore } from './tool-change-store.js';

export interface FollowChangesParts {
  toolChanges: ToolChangeStore;
  revisions: { useToolChanges(changes: readonly StoredToolChange[]): void };
}

/** Brings this replica to the changes that nobody has settled. */
export function followToolChanges({ toolChanges, revisions }: FollowChangesParts) {
  return async (): Promise<void> => revisions.useToolChanges(await toolChanges.open());
}

/** The gateway has found that a server says something else of a tool: from now on the tool counts as proposed. */
export function noteToolChange(parts: FollowChangesParts) {
  const follow = followToolChanges(parts);
  return async ({ leaf }: ReceivedEvent): Promise<void> => {
    if (leaf.type !== 'ToolDefinitionChanged') return;
    const { tool, toolDefinitionDigest: definitionDigest, pinnedDigest, foundDigest } = leaf.data;
    const found = { tool, definitionDigest, pinnedDigest, foundDigest };
    const { tenant, id: eventId } = leaf;
    await parts.toolChanges.note({ tenant, eventId, ...found, changedAt: Date.parse(leaf.time) });
    await follow();
  };
}
