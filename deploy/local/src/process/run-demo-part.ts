import type { FastifyInstance } from 'fastify';

/** Listens on loopback and ends on a signal, or when the launcher's channel closes. */
export async function runDemoPart(server: FastifyInstance, port: number): Promise<void> {
  const end = () => void server.close().finally(() => process.exit(0));
  process.once('SIGTERM', end).once('SIGINT', end).once('disconnect', end);
  await server.listen({ host: '127.0.0.1', port });
}
