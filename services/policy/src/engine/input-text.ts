/** Inputs are facts, not bodies: a larger or deeper one is a sign that something else is going on. */
const maxBytes = 262_144;
const maxDepth = 12;

export type InputText = { ok: true; text: string } | { ok: false; why: string };

/** The input as JSON text, when the engine can be trusted to read it. */
export function inputText(input: unknown): InputText {
  if (deeperThan(input, maxDepth)) return { ok: false, why: `the input is nested deeper than ${maxDepth} levels` };
  const text = JSON.stringify(input);
  if (typeof text !== 'string') return { ok: false, why: 'the input is not JSON' };
  if (text.length > maxBytes || Buffer.byteLength(text) > maxBytes) {
    return { ok: false, why: `the input is larger than ${maxBytes} bytes` };
  }
  return { ok: true, text };
}

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const member of Object.values(value)) {
    if (deeperThan(member, levels - 1)) return true;
  }
  return false;
}
