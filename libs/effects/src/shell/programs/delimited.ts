const CLASSES = /\[([:.=]).*?\1\]/y;

/** The index of the `]` that closes the bracket expression at `open`, or -1. A backslash has no meaning inside. */
function bracketEnd(text: string, open: number): number {
  let at = open + 1;
  if (text[at] === '^') at += 1;
  if (text[at] === ']') at += 1;
  while (at < text.length && text[at] !== ']') {
    CLASSES.lastIndex = at;
    const named = text[at] === '[' ? CLASSES.exec(text) : null;
    at += named ? named[0].length : 1;
  }
  return at < text.length ? at : -1;
}

/** The end of a bracket expression that every program cuts the same way, or -1. */
function clearBracketEnd(text: string, open: number, delimiter: string): number {
  const end = bracketEnd(text, open);
  const inside = text.slice(open, end + 1).replaceAll(`\\${delimiter}`, '');
  return end === -1 || /\n|\\[\]\\]/.test(inside) || inside.includes(delimiter) ? -1 : end;
}

/**
 * The index of the delimiter that ends a regular expression which starts at `from`, or -1. Programs differ about a
 * delimiter or an escaped bracket inside a bracket expression, so such an expression has no end here.
 */
export function endOfRegex(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n') return -1;
    if (character === delimiter) return at;
    if (character === '\\' && text[at + 1] === '\n') return -1;
    if (character === '\\') at += 1;
    else if (character === '[') {
      at = clearBracketEnd(text, at, delimiter);
      if (at === -1) return -1;
    }
  }
  return -1;
}

/** The index of the next delimiter that no backslash quotes, or -1. */
export function endOfText(text: string, from: number, delimiter: string): number {
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n') return -1;
    if (character === delimiter) return at;
    if (character === '\\' && text[at + 1] === '\n') return -1;
    if (character === '\\') at += 1;
  }
  return -1;
}
