import type { EffectKind } from '@countersign/contracts';

/** What a method may do by its definition (RFC 9110, RFC 5789). Other methods are unknown. */
const KINDS: ReadonlyMap<string, EffectKind> = new Map<string, EffectKind>([
  ['GET', 'read'],
  ['HEAD', 'read'],
  ['OPTIONS', 'read'],
  ['POST', 'write'],
  ['PUT', 'write'],
  ['PATCH', 'write'],
  ['DELETE', 'delete'],
]);

/** Only upper or lower case letters of ASCII are folded: `Get` or a dotless i never become a known method. */
export function readMethod(text: string): { method: string; kind: EffectKind } {
  const method = /^[a-z]+$/.test(text) ? text.toUpperCase() : text;
  return { method, kind: KINDS.get(method) ?? 'unknown' };
}
