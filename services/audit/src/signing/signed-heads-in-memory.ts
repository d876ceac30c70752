import type { CompactRangeState } from '@countersign/evidence';
import type { SignedHeads } from '../ports/signed-heads.js';

/** For as long as the process lives. After that the newest stored checkpoint is believed. */
export class SignedHeadsInMemory implements SignedHeads {
  private readonly heads = new Map<string, CompactRangeState>();

  async last(origin: string): Promise<CompactRangeState | null> {
    return this.heads.get(origin) ?? null;
  }

  async remember(origin: string, state: CompactRangeState): Promise<void> {
    this.heads.set(origin, state);
  }
}
