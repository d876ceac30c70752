import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

export function isFreePort(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => server.close(() => resolve(true)));
  });
}

/** Below the ports that systems give to clients: one of those could be taken by any connection before a server listens there. */
const servers = { from: 10_000, to: 23_000 };
const mostTries = 100;
const mostStarts = 3;

/** Any port that nobody uses at this moment, and that stays free for a server that starts, or starts again, in a while. */
async function anyFreePort(): Promise<number> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const port = randomInt(servers.from, servers.to);
    if (await isFreePort(port)) return port;
  }
  throw new Error(`no port from ${servers.from} to ${servers.to} on 127.0.0.1 seems to be free`);
}

/** Starts a server on a port that nobody uses; on another one where somebody was faster to take it. */
export async function onFreePort<T>(start: (port: number) => Promise<T>): Promise<T> {
  for (let starts = 1; ; starts += 1) {
    const port = await anyFreePort();
    try {
      return await start(port);
    } catch (error) {
      if (starts === mostStarts) throw error;
    }
  }
}
