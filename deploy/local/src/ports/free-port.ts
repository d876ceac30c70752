import { createServer } from 'node:net';

function listenOnce(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen({ host: '127.0.0.1', port, exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : null;
      server.close(() => resolve(bound));
    });
  });
}

export async function isFreePort(port: number): Promise<boolean> {
  return (await listenOnce(port)) !== null;
}

/** Any port that nobody uses at this moment. */
export async function anyFreePort(): Promise<number> {
  const port = await listenOnce(0);
  if (port === null) throw new Error('the operating system gave no free port on 127.0.0.1');
  return port;
}
