import { refuseWire, type WireRefused } from '../seam/wire-refusal.js';
import type { SseEvent } from './sse-event.js';

/** Characters of one event; partial images are the largest that providers send. */
const LARGEST_EVENT = 8 * 1024 * 1024;

/**
 * Turns bytes, split anywhere, into server-sent events by the rules of the WHATWG: LF, CRLF and a bare CR end a line, a
 * byte order mark at the start is skipped, several data lines are joined. An event that the stream breaks off in the
 * middle of is never dispatched.
 */
export class SseDecoder {
  private readonly decoder = new TextDecoder('utf-8');
  private line = '';
  private data: string | undefined;
  private event = '';
  private endedWithCr = false;

  constructor(private readonly largestEvent = LARGEST_EVENT) {}

  push(chunk: Uint8Array): { ok: true; events: SseEvent[] } | WireRefused {
    const events: SseEvent[] = [];
    let text = this.decoder.decode(chunk, { stream: true });
    if (text === '') return { ok: true, events };
    if (this.endedWithCr && text.startsWith('\n')) text = text.slice(1);
    let start = 0;
    for (const match of text.matchAll(/\r\n|\n|\r/g)) {
      this.takeLine(this.line + text.slice(start, match.index), events);
      this.line = '';
      start = match.index + match[0].length;
    }
    this.line += text.slice(start);
    this.endedWithCr = text.endsWith('\r');
    if (this.line.length + (this.data?.length ?? 0) <= this.largestEvent) return { ok: true, events };
    return refuseWire('response_too_large', `one event of the stream exceeds ${this.largestEvent} characters`);
  }

  private takeLine(line: string, events: SseEvent[]): void {
    if (line === '') return this.dispatch(events);
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1);
    if (field === 'data') this.data = this.data === undefined ? value : `${this.data}\n${value}`;
    if (field === 'event') this.event = value;
  }

  private dispatch(events: SseEvent[]): void {
    if (this.data !== undefined) events.push({ ...(this.event === '' ? {} : { event: this.event }), data: this.data });
    this.data = undefined;
    this.event = '';
  }
}
