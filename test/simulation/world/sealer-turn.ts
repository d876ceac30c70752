import type { MortalProcess } from '@countersign/testing';

/** The lock that at most one sealer holds, as the database keeps it: it ends with the connection of its holder. */
export class SealerTurn {
  private holder: MortalProcess | null = null;

  take(by: MortalProcess): boolean {
    if (this.holder?.isAlive() && this.holder !== by) return false;
    this.holder = by;
    return true;
  }

  leave(by: MortalProcess): void {
    if (this.holder === by) this.holder = null;
  }

  /** The database takes the holder's connection for dead, while the holder still works. */
  losesHolder(): void {
    this.holder = null;
  }
}
