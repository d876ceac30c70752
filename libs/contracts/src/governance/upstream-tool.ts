/** Looks like nothing or changes how the rest looks: control, format and private characters, halves of characters. */
const controls = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u;
/** Letters and marks that are blank: joiners, fillers, and variation selectors, of which only that of emoji is in use. */
const blanks =
  /\u034f|\u115f|\u1160|\u17b4|\u17b5|[\u180b-\u180f]|\u2800|\u3164|\uffa0|[\ufe00-\ufe0e]|[\u{e0100}-\u{e01ef}]/u;

/** True when a text holds characters that a person does not see; line breaks and tabs are seen. */
export function hasHiddenCharacters(text: string): boolean {
  return controls.test(text.replace(/[\n\r\t]/g, '')) || blanks.test(text);
}

/**
 * What the pin of a tool on an MCP server covers: everything that the server says of it, for a model may act on any of
 * it, except the protocol's own `_meta`.
 */
export function upstreamToolDefinition(tool: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(tool).filter(([name, value]) => name !== '_meta' && value !== undefined));
}

/** The first hidden character's place in a definition, as a JSON pointer; null when there is none. */
export function hiddenTextIn(value: unknown, pointer = ''): string | null {
  if (typeof value === 'string') return hasHiddenCharacters(value) ? pointer || '/' : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, member] of Object.entries(value)) {
    const place = `${pointer}/${key}`;
    if (hasHiddenCharacters(key)) return place.replace(/[^\x20-\x7e]/g, '?');
    const found = hiddenTextIn(member, place);
    if (found !== null) return found;
  }
  return null;
}
