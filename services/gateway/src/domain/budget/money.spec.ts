import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { amountOf, nanoOf } from './money.js';
import { costOf, priceOn, worstCost } from './price.js';

const price = (more: object = {}) => ({
  ...{ since: '2026-01-01', currency: 'USD', inputPerMillion: '0.50', outputPerMillion: '1.50' },
  ...more,
});
const model = (prices: object[]) => ({ name: 'm', prices: prices as never });
const usage = (more: object) => ({
  ...{ inputTokens: 0, outputTokens: 0, cachedTokens: 0, cacheWriteTokens: 0, reasoningTokens: 0, raw: {} },
  ...more,
});

describe('an amount', () => {
  it('is kept exactly', () => {
    expect(nanoOf('2.50')).toBe(2_500_000_000n);
    expect(nanoOf('0.000000001')).toBe(1n);
    expect(amountOf(2_500_000_000n)).toBe('2.5');
    expect(amountOf(0n)).toBe('0');
    fc.assert(fc.property(fc.bigInt(0n, 10n ** 20n), (nano) => nanoOf(amountOf(nano)) === nano));
  });
});

describe('the price of a model', () => {
  it('is the latest one that holds on the day, in the currency that is asked for', () => {
    const prices = [price(), price({ since: '2026-06-01', inputPerMillion: '0.40' }), price({ currency: 'EUR' })];
    expect(priceOn(model(prices), '2026-05-31', 'USD')?.inputPerMillion).toBe('0.50');
    expect(priceOn(model(prices), '2026-06-01', 'USD')?.inputPerMillion).toBe('0.40');
    expect(priceOn(model(prices), '2026-06-01', 'EUR')?.currency).toBe('EUR');
    expect(priceOn(model(prices), '2025-12-31')).toBeUndefined();
  });

  it('tells cached and newly cached input apart', () => {
    const dear = price({ cachedInputPerMillion: '0.05', cacheWritePerMillion: '1.00' });
    const counted = usage({ inputTokens: 1000, cachedTokens: 600, cacheWriteTokens: 300, outputTokens: 10 });
    expect(costOf(dear, counted)).toBe(
      (100n * 500_000_000n + 600n * 50_000_000n + 300n * 10n ** 9n + 15n * 10n ** 9n) / 10n ** 6n,
    );
  });

  it('is never more than the worst that was expected', () => {
    const money = fc.bigInt(0n, 10n ** 12n).map(amountOf);
    const prices = fc.record({ input: money, output: money, cached: fc.option(money), written: fc.option(money) });
    const counts = fc.record({
      input: fc.nat(10 ** 7),
      output: fc.nat(10 ** 6),
      cached: fc.nat(100),
      written: fc.nat(100),
    });
    fc.assert(
      fc.property(prices, counts, (one, { input, output, cached, written }) => {
        const dear = price({
          ...{ inputPerMillion: one.input, outputPerMillion: one.output },
          ...(one.cached === null ? {} : { cachedInputPerMillion: one.cached }),
          ...(one.written === null ? {} : { cacheWritePerMillion: one.written }),
        });
        const cachedTokens = Math.floor((input * Math.min(cached, 50)) / 100);
        const cacheWriteTokens = Math.floor((input * Math.min(written, 50)) / 100);
        const counted = usage({ inputTokens: input, outputTokens: output, cachedTokens, cacheWriteTokens });
        expect(costOf(dear, counted) <= worstCost(dear, { input, output })).toBe(true);
      }),
    );
  });
});
