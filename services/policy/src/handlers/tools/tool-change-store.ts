import type { PreparedEvent } from '@countersign/messaging';

/** What the gateway found an MCP server to say of a tool, in place of what was approved. */
export interface StoredToolChange {
  tenant: string;
  /** The `ToolDefinitionChanged` event. */
  eventId: string;
  tool: string;
  definitionDigest: string;
  pinnedDigest: string;
  foundDigest: string | null;
  /** Milliseconds since the epoch. */
  changedAt: number;
}

/** Changes that were found, and whether a person has approved the tool again since. */
export interface ToolChangeStore {
  /** Once per event, however often it is delivered. */
  note(change: StoredToolChange): Promise<void>;
  /** Every tenant's changes that nobody has settled, oldest first. */
  open(): Promise<StoredToolChange[]>;
  /**
   * Settles the open changes of a definition with the event that says so; `eventOf` is given them. False: there are none.
   */
  settle(
    tool: { tenant: string; definitionDigest: string; person: string },
    eventOf: (changes: StoredToolChange[]) => PreparedEvent,
  ): Promise<PreparedEvent | null>;
}
