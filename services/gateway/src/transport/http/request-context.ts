import { continueTrace } from '@countersign/chassis';
import type { FastifyRequest } from 'fastify';
import type { Caller } from '../../domain/identity/caller.js';

interface Context {
  traceparent: string;
  caller?: Caller;
}

const contexts = new WeakMap<FastifyRequest, Context>();

/** What is known of a request so far; the answer to a refused one needs it too. */
export function contextOf(request: FastifyRequest): Context {
  const known = contexts.get(request);
  if (known) return known;
  const { traceparent } = request.headers;
  const context = { traceparent: continueTrace(typeof traceparent === 'string' ? traceparent : undefined) };
  contexts.set(request, context);
  return context;
}

/** The path that was asked for, without its query. */
export function pathOf(request: FastifyRequest): string {
  return request.url.split('?', 1)[0] as string;
}
