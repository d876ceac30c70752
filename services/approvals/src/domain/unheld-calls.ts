import type { Decision } from '@countersign/contracts';

const most = 20_000;

/**
 * Calls that policy let through or denied at once: no approval is about them, so what becomes of them need not be looked up.
 * Kept in memory only, the newest ones. A call of which nothing is known here is looked up.
 */
export class UnheldCalls {
  private readonly verdicts = new Map<string, Decision['verdict']>();

  note({ callId, verdict, phase }: Pick<Decision, 'callId' | 'verdict' | 'phase'>): void {
    if (phase !== 'initial' || this.verdicts.get(callId) === 'hold') return;
    const [oldest] = this.verdicts.keys();
    if (this.verdicts.size >= most && oldest !== undefined) this.verdicts.delete(oldest);
    this.verdicts.set(callId, verdict);
  }

  has(callId: string): boolean {
    const verdict = this.verdicts.get(callId);
    return verdict !== undefined && verdict !== 'hold';
  }
}
