import { effectKindSchema } from '@countersign/contracts';
import type { Effect } from '@countersign/contracts';

/** Reads `push=network,write clean=delete` into kinds by name. A wrong kind in a table fails when it is loaded. */
export function effectKinds(notation: string): ReadonlyMap<string, readonly Effect['kind'][]> {
  const items = notation.split(/\s+/).filter(Boolean);
  return new Map(
    items.map((item) => {
      const [name = '', kinds = ''] = item.split('=');
      return [name, kinds.split(',').map((kind) => effectKindSchema.parse(kind))];
    }),
  );
}
