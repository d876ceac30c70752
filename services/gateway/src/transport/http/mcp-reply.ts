import type { FastifyReply, FastifyRequest } from 'fastify';
import { PassThrough } from 'node:stream';
import { sseFrame } from '../../domain/wire/sse/sse-frame.js';
import type { JsonObject } from '../../domain/wire/seam/json-object.js';
import type { Conversation } from '../../handlers/mcp/conversation.js';

/** The answer to one posted request: one JSON body, or a stream once something has to be said before the answer. */
export class McpReply implements Conversation {
  private stream: PassThrough | null = null;
  private isGone = false;
  /** Whether the client takes a stream. */
  readonly streams: boolean;

  constructor(
    request: FastifyRequest,
    private readonly reply: FastifyReply,
  ) {
    this.streams = /\btext\/event-stream\b/i.test(request.headers.accept ?? '');
    reply.raw.once('close', () => (this.isGone = true));
  }

  get gone(): boolean {
    return this.isGone;
  }

  say(message: JsonObject): boolean {
    this.open()?.write(sseFrame(JSON.stringify(message), 'message'));
    return this.stream !== null;
  }

  keepAlive(): void {
    this.open()?.write(': keep-alive\n\n');
  }

  end(message: JsonObject, status: number): void {
    if (this.isGone) return;
    if (this.stream) void this.stream.end(sseFrame(JSON.stringify(message), 'message'));
    else
      void this.reply
        .status(status)
        .header('content-type', 'application/json; charset=utf-8')
        .send(JSON.stringify(message));
  }

  /** Ends a stream that has no last word. */
  close(): void {
    if (!this.isGone) this.stream?.end();
  }

  private open(): PassThrough | null {
    if (!this.streams || this.isGone || this.stream) return this.isGone ? null : this.stream;
    this.stream = new PassThrough();
    void this.reply
      .status(200)
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-cache, no-transform')
      .header('x-accel-buffering', 'no')
      .send(this.stream);
    return this.stream;
  }
}
