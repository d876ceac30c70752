import type { KeyObject } from 'node:crypto';
import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { openApiDocument } from './openapi.js';
import { operations, type Operation } from './operations.js';
import { Received } from './received.js';
import { verifyLease } from './verify-lease.js';

export interface TargetParts {
  /** Credentials' public key: the only one whose leases count. */
  leaseKey: KeyObject;
  /** The origin under which governance names this target; leases for anything else are refused. */
  url: string;
}

function problem(reply: FastifyReply, status: number, detail: string) {
  if (status === 401) void reply.header('www-authenticate', 'Bearer');
  return reply.status(status).type('application/problem+json').send({ title: 'Refused', status, detail });
}

function handler(parts: TargetParts, received: Received, operation: Operation) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { authorization } = request.headers;
    const check = await verifyLease(authorization, {
      key: parts.leaseKey,
      audience: parts.url,
      scope: operation.scope,
    });
    if (!check.ok) {
      received.refuse();
      return problem(reply, check.status, check.message);
    }
    const outcome = operation.perform(request);
    if (outcome === null)
      return problem(reply, 400, `This is not a request that ${operation.id} takes; see /openapi.json.`);
    const at = new Date().toISOString();
    received.accept({ operation: operation.id, path: request.url, body: request.body ?? null, lease: check.lease, at });
    return reply.status(outcome.status).send(outcome.body);
  };
}

/** A small real service that agents act upon: it does what it is asked only under a lease minted for that. */
export function targetServer(parts: TargetParts): FastifyInstance {
  const server = fastify({ bodyLimit: 262_144, forceCloseConnections: true });
  const received = new Received();
  for (const operation of operations()) {
    server.route({ method: operation.method, url: operation.url, handler: handler(parts, received, operation) });
  }
  server.get('/openapi.json', () => openApiDocument(parts.url));
  server.get('/received', () => received.report());
  server.get('/healthz', () => ({ status: 'ok' }));
  return server;
}
