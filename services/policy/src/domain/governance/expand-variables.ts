import { isScalar, visit, type Document } from 'yaml';

export interface UnknownVariable {
  name: string;
  offset: number;
}

const reference = /\$(\$)?\{([^}]*)\}/g;

/**
 * Replaces `${NAME}` in text values, never in keys, by what the caller allows; `$${` stands for a plain `${`.
 * Done on parsed values, so that a variable can never add structure.
 */
export function expandVariables(document: Document, variables: Readonly<Record<string, string>>): UnknownVariable[] {
  const unknown: UnknownVariable[] = [];
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || !isScalar(node) || typeof node.value !== 'string') return;
      const offset = node.range?.[0] ?? 0;
      node.value = node.value.replace(reference, (whole, escaped: string | undefined, name: string) => {
        if (escaped) return whole.slice(1);
        if (Object.hasOwn(variables, name)) return variables[name] as string;
        unknown.push({ name, offset });
        return whole;
      });
    },
  });
  return unknown;
}
