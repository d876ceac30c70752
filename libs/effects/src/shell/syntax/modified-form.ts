const OPERAND = /^[\w.,:@%+=*?/ -]*$/;
const SIMPLE = new Set(['-', ':-', '+', ':+', '#', '##', '%', '%%']);

/**
 * One spelling for the `${name<operator>...}` forms that only compute text, or undefined for the others: forms that
 * assign, evaluate an index or run the value as code are not in the list, and operands are plain characters only.
 */
export function modifiedForm(operator: string, first: string, second?: string): string | undefined {
  if (!OPERAND.test(first) || !OPERAND.test(second ?? '')) return undefined;
  if (operator === ':') {
    const numbers = /^ ?-?\d{1,6}$/;
    return numbers.test(first) && numbers.test(second ?? '0') ? `:${first.trim()}:${second ?? ''}` : undefined;
  }
  if (operator === '/' || operator === '//')
    return /^[\w.,:@+= -]+$/.test(first) ? `${operator}${first}/${second}` : undefined;
  return SIMPLE.has(operator) ? `${operator}${first}` : undefined;
}
