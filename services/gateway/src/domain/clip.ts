/** At most that many UTF-16 units of a text, never half of a surrogate pair, which canonical JSON could not hold. */
export function clip(text: string, length: number): string {
  return text.length <= length ? text : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
