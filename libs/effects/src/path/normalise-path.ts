/** Resolves `.`, `..` and repeated slashes by the text alone. The result is absolute and has no trailing slash. */
export function normalisePath(absolute: string): string {
  const parts: string[] = [];
  for (const part of absolute.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
