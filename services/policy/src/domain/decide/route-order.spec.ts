import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { routeOrder } from './route-order.js';

const providers = (weights: readonly number[]) => weights.map((weight, index) => ({ name: `p${index}`, weight }));
const firsts = (weights: readonly number[], calls: number) => {
  const counts = weights.map(() => 0);
  for (let call = 0; call < calls; call++) {
    const first = routeOrder(providers(weights), `mc_${call}`)[0]?.name ?? '';
    counts[Number(first.slice(1))]! += 1;
  }
  return counts;
};

describe('the order of providers', () => {
  it('is the same for the same call, whatever order the providers come in', () => {
    const three = providers([3, 1, 1]);
    expect(routeOrder([...three].reverse(), 'mc_1')).toEqual(routeOrder(three, 'mc_1'));
  });

  it('holds every provider exactly once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 8 }), fc.string(), (weights, callId) => {
        const order = routeOrder(providers(weights), callId);
        expect(order.map(({ name }) => name).sort()).toEqual(providers(weights).map(({ name }) => name));
      }),
    );
  });

  it('shares calls out by weight', () => {
    const [heavy = 0, light = 0] = firsts([3, 1], 4000);
    expect(heavy / light).toBeGreaterThan(2.5);
    expect(heavy / light).toBeLessThan(3.6);
  });

  it('tries a provider of weight 0 only after all others', () => {
    expect(firsts([0, 1, 1], 200)[0]).toBe(0);
    expect(routeOrder(providers([0, 1, 1]), 'mc_1').at(-1)?.name).toBe('p0');
  });
});
