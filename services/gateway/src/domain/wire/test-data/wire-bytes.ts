import type { JsonObject } from '../seam/json-object.js';

export function bytes(text: string): Uint8Array[] {
  return [Buffer.from(text, 'utf8')];
}

/** The same bytes cut at the given places (taken modulo the length). */
export function cutAt(text: string, places: readonly number[]): Uint8Array[] {
  const whole = Buffer.from(text, 'utf8');
  const cuts = [...new Set(places.map((place) => place % (whole.length + 1)))].sort((a, b) => a - b);
  return [0, ...cuts].map((start, index) => whole.subarray(start, cuts[index] ?? whole.length));
}

/** Untyped events as OpenAI chat sends them, ended by its end mark. */
export function chatSse(...chunks: JsonObject[]): string {
  return [...chunks.map((chunk) => JSON.stringify(chunk)), '[DONE]'].map((data) => `data: ${data}\n\n`).join('');
}

/** Typed events as Anthropic and the Responses API send them. */
export function typedSse(...events: JsonObject[]): string {
  return events.map((event) => `event: ${event.type as string}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}

/** The events of an output, parsed; the end mark stays a string. */
export function eventsOf(output: string): (JsonObject | string)[] {
  return output
    .split('\n\n')
    .filter((frame) => frame !== '')
    .map(
      (frame) =>
        frame
          .split('\n')
          .find((line) => line.startsWith('data: '))
          ?.slice(6) ?? frame,
    )
    .map((data) => (data.startsWith('{') ? (JSON.parse(data) as JsonObject) : data));
}
