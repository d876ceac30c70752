import type { JsonObject } from '../../domain/wire/seam/json-object.js';

/** The open connection of one request: what can be said on it before its answer. */
export interface Conversation {
  /** The client has gone; nobody waits any more. */
  readonly gone: boolean;
  /** False when this client takes one answer and nothing before it. */
  say(message: JsonObject): boolean;
  /** Keeps the connection from being taken for dead. */
  keepAlive(): void;
}
