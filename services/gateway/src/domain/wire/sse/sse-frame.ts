import type { JsonObject } from '../seam/json-object.js';

/** The bytes of one event, as text. The data may have several lines; an event name must be one of ours, without any. */
export function sseFrame(data: string, event?: string): string {
  const lines = data.includes('\n') ? data.replaceAll('\n', '\ndata: ') : data;
  return event === undefined ? `data: ${lines}\n\n` : `event: ${event}\ndata: ${lines}\n\n`;
}

/** An event whose name on the wire is the type it carries. */
export function typedFrame(body: JsonObject & { type: string }): string {
  return sseFrame(JSON.stringify(body), body.type);
}
