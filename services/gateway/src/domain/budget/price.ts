import type { ModelPrice, ProviderModel } from '@countersign/contracts';
import type { WireUsage } from '../wire/seam/wire-usage.js';
import { nanoOf } from './money.js';

const perTokens = 1_000_000n;

/** The price that held on a day (UTC), in one currency or, when none is asked for, in the first that there is. */
export function priceOn(model: ProviderModel, day: string, currency?: string): ModelPrice | undefined {
  const held = model.prices.filter((price) => price.since <= day && price.currency === (currency ?? price.currency));
  return held.reduce<ModelPrice | undefined>(
    (best, price) => (best && best.since >= price.since ? best : price),
    undefined,
  );
}

/** The most that so many tokens can cost: no input is billed higher than at its dearest kind. */
export function worstCost(price: ModelPrice, tokens: { input: number; output: number }): bigint {
  const kinds = [price.inputPerMillion, price.cachedInputPerMillion, price.cacheWritePerMillion];
  const dearest = kinds.flatMap((kind) => (kind === undefined ? [] : [nanoOf(kind)]));
  const input = dearest.reduce((most, kind) => (kind > most ? kind : most), 0n);
  return up(BigInt(tokens.input) * input + BigInt(tokens.output) * nanoOf(price.outputPerMillion));
}

/** What the provider's own counts cost. */
export function costOf(price: ModelPrice, usage: WireUsage): bigint {
  const plain = nanoOf(price.inputPerMillion);
  const cached = price.cachedInputPerMillion === undefined ? plain : nanoOf(price.cachedInputPerMillion);
  const written = price.cacheWritePerMillion === undefined ? plain : nanoOf(price.cacheWritePerMillion);
  const { inputTokens, cachedTokens, cacheWriteTokens, outputTokens } = usage;
  const uncached = Math.max(0, inputTokens - cachedTokens - cacheWriteTokens);
  const input = BigInt(uncached) * plain + BigInt(cachedTokens) * cached + BigInt(cacheWriteTokens) * written;
  return up(input + BigInt(outputTokens) * nanoOf(price.outputPerMillion));
}

/** Prices are per million tokens; a started billionth counts whole. */
function up(total: bigint): bigint {
  return (total + perTokens - 1n) / perTokens;
}
