/** Controls, format characters (bidi, zero width), unassigned and private ones, lone surrogates, fillers, odd spaces. */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufffd\u2800\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu;

/** The first character that a person would not see or that parsers treat differently, unless it is in `allowed`. */
export function hiddenCharacter(text: string, allowed: string): { message: string; at: number } | undefined {
  for (const match of text.matchAll(HIDDEN)) {
    if (allowed.includes(match[0])) continue;
    const code = (match[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return { message: `The text holds the invisible or control character U+${code}.`, at: match.index };
  }
  return undefined;
}
