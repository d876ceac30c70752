import { clip } from '../clip.js';

/** The id under which the provider knows the request. */
export function requestIdOf(headers: Readonly<Record<string, string>>): string | undefined {
  const id = headers['x-request-id'] ?? headers['request-id'];
  // It becomes a header of our own answer and part of an event.
  return id === undefined || !/^[\x21-\x7e]+$/.test(id) ? undefined : clip(id, 256);
}
