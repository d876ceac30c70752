/** So many characters of a canary in a row are no accident. */
const window = 8;
const alphabet = 'ghjkmnpqrstvwxyz';

/** A text that nothing else contains; letters that no digest or id is made of. */
export function newCanary(): string {
  return Array.from({ length: 32 }, () => alphabet[Math.floor(Math.random() * alphabet.length)]).join('');
}

function contains(text: string, canary: string): boolean {
  for (let at = 0; at + window <= canary.length; at++) {
    if (text.includes(canary.slice(at, at + window))) return true;
  }
  return false;
}

function dataOf(text: string): unknown[] {
  const lines = text
    .split(/\r\n|\n|\r/)
    .flatMap((line) => (line.startsWith('data:') ? [line.slice('data:'.length)] : []));
  return (lines.length > 0 ? lines : [text]).flatMap((line) => {
    try {
      return [JSON.parse(line) as unknown];
    } catch {
      return [];
    }
  });
}

/** Adds every string, by its place; what several events bring for one place is one text to who reads them. */
function collect(value: unknown, place: string, found: Map<string, string>): void {
  if (typeof value === 'string') found.set(place, (found.get(place) ?? '') + value);
  if (typeof value !== 'object' || value === null) return;
  const { index = '', output_index: output = '' } = value as { index?: unknown; output_index?: unknown };
  const numbered = Array.isArray(value) ? place : `${place}#${String(index)}${String(output)}`;
  for (const [key, member] of Object.entries(value)) {
    collect(key, `${numbered}/name`, found);
    collect(member, `${numbered}/${key}`, found);
  }
}

/** Whether anything of a canary is in what was received: as it is, escaped, or in pieces over several events. */
export function findLeak(received: string, canary: string): string | undefined {
  if (contains(received, canary)) return 'in the bytes as they came';
  const joined = new Map<string, string>();
  for (const data of dataOf(received)) collect(data, '', joined);
  for (const [place, text] of joined) if (contains(text, canary)) return `put together at ${place}`;
  return undefined;
}
