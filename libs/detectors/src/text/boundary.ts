function isWord(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** True when no word runs into this place. The letter of an escape such as \n, in text that holds JSON, is none. */
export function startsFresh(text: string, start: number): boolean {
  if (start === 0 || !isWord(text.charCodeAt(start - 1))) return true;
  return start > 1 && text[start - 2] === '\\' && 'nrt'.includes(text[start - 1] as string);
}

/** True when no word goes on at this place. */
export function endsClean(text: string, end: number): boolean {
  return end >= text.length || !isWord(text.charCodeAt(end));
}

/** True when the stretch is a number of its own: not the rest of a longer one, and no part of a decimal or a signed code. */
export function standsAlone(text: string, start: number, end: number): boolean {
  if (!startsFresh(text, start) || !endsClean(text, end)) return false;
  const joined = (at: number) => text[at] === '.' || text[at] === '-' || text[at] === '+';
  if (joined(start - 1) && isDigit(text.charCodeAt(start - 2))) return false;
  return !(joined(end) && isDigit(text.charCodeAt(end + 1)));
}
