import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../domain/identity/caller.js';
import { findKey, isRunToken } from '../../domain/identity/find-key.js';
import { KeyCache } from '../../handlers/identity/key-cache.js';
import { RunTokens } from '../../handlers/identity/run-tokens.js';
import { HttpRefusal } from './http-refusal.js';
import { contextOf } from './request-context.js';

/** Finds out who asks, from the key or run token alone. */
@Injectable()
export class Authenticator {
  constructor(
    private readonly keys: KeyCache,
    private readonly runTokens: RunTokens,
  ) {}

  async callerOf(request: FastifyRequest): Promise<Caller> {
    if (repeats(request, 'authorization')) {
      throw new HttpRefusal({
        refusal: { reasonCode: 'keys_conflict', message: 'The request carries two Authorization headers.' },
      });
    }
    const key = findKey(request.headers);
    if (!key.ok) throw new HttpRefusal(key);
    const known = isRunToken(key.value) ? this.runTokens : this.keys;
    const caller = await known.callerOf(key.value);
    if (!caller.ok) throw new HttpRefusal(caller);
    contextOf(request).caller = caller.value;
    return caller.value;
  }

  /** As above for requests that are refused anyway: null when the key says nothing. */
  identify(request: FastifyRequest): Promise<Caller | null> {
    return this.callerOf(request).catch(() => null);
  }
}

/** Node keeps the first of two such headers in silence. */
function repeats(request: FastifyRequest, name: string): boolean {
  const names = request.raw.rawHeaders.filter((_, index) => index % 2 === 0);
  return names.filter((header) => header.toLowerCase() === name).length > 1;
}
