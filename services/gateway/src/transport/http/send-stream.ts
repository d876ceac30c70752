import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import type { Streamed } from '../../handlers/models/model-request.js';

/** Passes frames on as they come. A connection that closes early ends the stream behind it, wherever it waits. */
export function sendStream(reply: FastifyReply, stream: Streamed['stream']): void {
  // One frame at a time is read ahead at most: a slow reader slows the provider down, not this process.
  const body = Readable.from(stream.frames(), { objectMode: false, highWaterMark: 1 });
  reply.raw.once('close', () => stream.cancel());
  void reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-cache, no-transform')
    .header('x-accel-buffering', 'no')
    .send(body);
}
