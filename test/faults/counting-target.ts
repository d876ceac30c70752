import { fastify } from 'fastify';
import { decodeJwt } from 'jose';
import { setTimeout as sleep } from 'node:timers/promises';

/** Something that a call did out there. */
export interface Effect {
  callId: string;
  leaseId: string;
  /** Whether the intent was on the record when the request came. */
  intentSealed: Promise<boolean>;
}

export interface CountingTargetOptions {
  port: number;
  /** Asked before anything else happens to a request. */
  isIntentSealed: (callId: string) => Promise<boolean>;
  /** Told that a request has come; its answer is still to be sent. */
  arrived: (callId: string) => void;
}

/** Long enough to die in: what a call does takes effect at once, and is answered after this. */
const answersAfterMs = 300;

/** The far side of the held tool: counts what it is asked to do, for each call, and answers late. */
export async function startCountingTarget({ port, isIntentSealed, arrived }: CountingTargetOptions) {
  const effects: Effect[] = [];
  const server = fastify({ forceCloseConnections: true });
  server.post('/act', async (request) => {
    const lease = decodeJwt((request.headers.authorization ?? '').replace(/^Bearer /, ''));
    const callId = String(lease['call']);
    effects.push({ callId, leaseId: String(lease.jti), intentSealed: isIntentSealed(callId) });
    arrived(callId);
    await sleep(answersAfterMs);
    return { done: true };
  });
  const url = await server.listen({ host: '127.0.0.1', port });
  return { url, effects: effects as readonly Effect[], close: () => server.close() };
}
