import { digestOfBytes } from '@countersign/evidence';

interface Weighted {
  name: string;
  weight: number;
}

/**
 * Puts providers in the order in which one call should try them: drawn by their weights without putting back, those of
 * weight 0 last. Integers only and drawn from the call's id, so that anybody gets the same order again.
 */
export function routeOrder<T extends Weighted>(providers: readonly T[], callId: string): T[] {
  if (providers.length < 2) return [...providers];
  const left = [...providers].sort((a, b) => (a.name < b.name ? -1 : 1));
  const order: T[] = [];
  for (let round = 0; left.some(({ weight }) => weight > 0); round++) {
    const total = left.reduce((sum, { weight }) => sum + weight, 0);
    order.push(...left.splice(positionOf(left, draw(`${callId} ${round}`, total)), 1));
  }
  return [...order, ...left];
}

/** A number from 0 to below `total`. */
function draw(seed: string, total: number): number {
  const hex = digestOfBytes(Buffer.from(seed, 'utf8')).replace(/^sha256:/, '');
  return Number(BigInt(`0x${hex.slice(0, 16)}`) % BigInt(total));
}

function positionOf(providers: readonly Weighted[], drawn: number): number {
  let passed = 0;
  return providers.findIndex(({ weight }) => (passed += weight) > drawn);
}
