const OPERAND = /^[\w.,:@%+=*?/ -]*$/;
const NUMBER = /^ ?-?\d{1,6}$/;
const PATTERN = /^[\w.,:@+= -]+$/;
const REPLACES = new Set(['/', '//']);
const SIMPLE = new Set(['-', ':-', '+', ':+', '#', '##', '%', '%%']);

/**
 * One spelling for the `${name<operator>...}` forms that only compute text, or undefined for the others: forms that
 * assign, evaluate an index or run the value as code are not in the list, and operands are plain characters only.
 */
export function modifiedForm(operator: string, first: string, second = ''): string | undefined {
  if (!OPERAND.test(first) || !OPERAND.test(second)) return undefined;
  if (SIMPLE.has(operator)) return `${operator}${first}`;
  if (operator === ':') return NUMBER.test(first) && NUMBER.test(second) ? `:${first.trim()}:${second}` : undefined;
  return REPLACES.has(operator) && PATTERN.test(first) ? `${operator}${first}/${second}` : undefined;
}
