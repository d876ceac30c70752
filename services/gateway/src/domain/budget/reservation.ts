import type { BudgetDocument, ProviderDocument } from '@countersign/contracts';
import type { Caller } from '../identity/caller.js';
import type { Budget } from './budget.js';
import { priceOn, worstCost } from './price.js';
import { tokenBound, type BoundedRequest } from './token-bound.js';

/** What one call holds of one budget. */
export interface Share {
  budget: string;
  scope: string;
  period: string;
  currency: string;
  /** Billionths of the currency. */
  amount: bigint;
}

export interface LimitedShare extends Share {
  limit: bigint;
  onExhausted: BudgetDocument['onExhausted'];
}

interface Spender {
  caller: Caller;
  model: string;
  request: BoundedRequest;
  /** Where the call may go. */
  offering: readonly ProviderDocument[];
  nowMs: number;
}

type Shares = { ok: true; shares: LimitedShare[] } | { ok: false; reasonCode: string; message: string };

/** What a call would hold of every budget that covers it: the most it can cost at any provider it may go to, and at those that may bill beside it. */
export function sharesOf(budgets: readonly Budget[], spender: Spender): Shares {
  const { caller, model, nowMs } = spender;
  const shares: LimitedShare[] = [];
  for (const budget of budgets.filter(({ covers }) => covers(caller, model))) {
    const { name, currency, onExhausted } = budget.document;
    const amount = mostAt(spender, currency);
    if (typeof amount !== 'bigint') return { ok: false, ...amount };
    const { limit } = budget;
    const place = { scope: budget.scopeOf(caller), period: budget.periodAt(nowMs) };
    shares.push({ budget: name, ...place, currency, amount, limit, onExhausted });
  }
  return { ok: true, shares };
}

function mostAt(spender: Spender, currency: string): bigint | { reasonCode: string; message: string } {
  const { model: name, request, offering, nowMs } = spender;
  let most = 0n;
  let lost = 0n;
  for (const provider of offering) {
    const model = provider.models.find((one) => one.name === name);
    const price = model && priceOn(model, dayOf(nowMs), currency);
    if (!model || !price) return refusal('price_unknown', `Model ${name} has no price in ${currency}.`);
    const tokens = tokenBound(request, model);
    if (!tokens) return refusal('cost_unbounded', `What this call to ${name} costs has no known bound.`);
    const cost = worstCost(price, tokens);
    // Too slow, it may bill although the next one is asked as well.
    if (provider.onTimeout === 'fallback') lost += cost;
    else if (cost > most) most = cost;
  }
  return most + lost;
}

function refusal(reasonCode: string, message: string) {
  return { reasonCode, message: `${message} A budget covers it, so it is not sent.` };
}

/** Prices change with the UTC day. */
export function dayOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 10);
}
