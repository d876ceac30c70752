/** What a gateway did that it must not do. */
export class Violation extends Error {}

export function demand(isSo: boolean, otherwise: string): void {
  if (!isSo) throw new Violation(otherwise);
}
