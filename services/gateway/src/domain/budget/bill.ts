import type { ProviderDocument } from '@countersign/contracts';
import type { WireUsage } from '../wire/seam/wire-usage.js';
import { amountOf } from './money.js';
import { costOf, priceOn } from './price.js';
import { dayOf, type Share } from './reservation.js';

/** What a model call cost, as its last event tells it. */
export interface Cost {
  currency: string;
  amount: string;
  /** Nobody counted, so it is the most that the call could cost. */
  basis?: 'reserved';
}

export interface Bill {
  /** By currency; whatever is not here is spent as it was reserved. */
  spent: ReadonlyMap<string, bigint>;
  cost?: Cost;
}

interface Billed {
  shares: readonly Share[];
  /** When the call was proposed: the price of that day holds, and no other than it was reserved with. */
  proposedAt: number;
}

interface Answered {
  provider: ProviderDocument;
  model: string;
  usage: WireUsage | undefined;
}

/** The bill of a call that was answered, by the provider's own counts. */
export function billOf({ shares, proposedAt }: Billed, { provider, model: name, usage }: Answered): Bill {
  if (!usage) return worstBill(shares);
  const model = provider.models.find((one) => one.name === name);
  const spent = new Map<string, bigint>();
  for (const currency of new Set(shares.map((share) => share.currency))) {
    const price = model && priceOn(model, dayOf(proposedAt), currency);
    if (price) spent.set(currency, costOf(price, usage));
  }
  const price = model && priceOn(model, dayOf(proposedAt), shares[0]?.currency);
  if (!price) return { spent };
  return { spent, cost: { currency: price.currency, amount: amountOf(costOf(price, usage)) } };
}

/** The bill of a call that may have been worked on and that nobody counted. */
export function worstBill(shares: readonly Share[]): Bill {
  const [share] = shares;
  if (!share) return { spent: new Map() };
  return {
    spent: new Map(),
    cost: { currency: share.currency, amount: amountOf(share.amount), basis: 'reserved' },
  };
}

/** The bill of a call that no provider worked on. */
export function emptyBill(shares: readonly Share[]): Bill {
  return { spent: new Map(shares.map(({ currency }) => [currency, 0n])) };
}
