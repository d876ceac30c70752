import type { PreparedEvent } from '@countersign/messaging';
import type { LimitedShare, Share } from '../../domain/budget/reservation.js';

export interface BudgetRequest {
  tenant: string;
  callId: string;
  /** When the reservation counts as spent if nobody has settled it, in milliseconds since the epoch. */
  expiresAt: number;
  shares: readonly LimitedShare[];
}

/** One budget's state in one period. Amounts are billionths of the currency. */
export interface PeriodSpending extends Omit<Share, 'amount'> {
  spent: bigint;
  reserved: bigint;
}

export interface CallOfTenant {
  tenant: string;
  callId: string;
}

/** What has been spent and what is held for calls under way. No reservation ever exceeds a limit, whoever asks at the same time. */
export interface BudgetStore {
  /** Holds all shares or none; the first one that does not fit, or null. A share of nothing always fits. */
  reserve(request: BudgetRequest): Promise<LimitedShare | null>;
  /** Ends a reservation: spends what is given for a currency, and for one that is not given all that was held. Once only. */
  settle(call: CallOfTenant, spent: ReadonlyMap<string, bigint>): Promise<void>;
  /** Spends all that a call held, with the event that says so; null, and neither, when it was settled meanwhile. */
  expire(call: CallOfTenant, eventOf: (shares: Share[]) => PreparedEvent): Promise<PreparedEvent | null>;
  /** Calls whose reservation was not settled in time. */
  expired(now: number, limit: number): Promise<CallOfTenant[]>;
  spending(tenant: string, periods: readonly { budget: string; period: string }[]): Promise<PeriodSpending[]>;
}
