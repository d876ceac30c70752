import { governanceFileDocumentSchema } from '@countersign/contracts';
import { z } from 'zod';

type Node = z.core.JSONSchema.JSONSchema;

let schema: Node | undefined;

/** The keys that may stand at this place of a document, over all variants; used to suggest what was meant. */
export function knownKeys(kind: unknown, path: readonly PropertyKey[]): string[] {
  schema ??= z.toJSONSchema(governanceFileDocumentSchema, { io: 'input', unrepresentable: 'any' });
  let nodes = variants(schema).filter((node) => constant(node) === kind);
  for (const segment of path) nodes = nodes.flatMap((node) => child(node, segment)).flatMap(variants);
  return [...new Set(nodes.flatMap((node) => Object.keys(node.properties ?? {})))];
}

function variants(node: Node): Node[] {
  const options = (node.anyOf ?? node.oneOf) as Node[] | undefined;
  return options ? options.flatMap(variants) : [node];
}

function constant(node: Node): unknown {
  return (node.properties?.['kind'] as Node | undefined)?.const;
}

function child(node: Node, segment: PropertyKey): Node[] {
  const next = typeof segment === 'number' ? node.items : node.properties?.[String(segment)];
  return typeof next === 'object' && !Array.isArray(next) ? [next] : [];
}
