import type { CompactRangeState } from '@countersign/evidence';

/**
 * The signer's own memory of what it signed last, kept apart from the event store: a store that was set back cannot
 * make it sign a second root for a size.
 */
export interface SignedHeads {
  last(origin: string): Promise<CompactRangeState | null>;
  /** Durable when it resolves; called before the signature leaves the signer. */
  remember(origin: string, state: CompactRangeState): Promise<void>;
}
