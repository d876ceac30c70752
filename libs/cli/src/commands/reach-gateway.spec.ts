import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { reachGateway } from './reach-gateway.js';

let server: Server | undefined;
afterEach(async () => {
  server?.close();
  if (server) await once(server, 'close');
  server = undefined;
});

/** A gateway that knows one key. */
async function gateway(): Promise<string> {
  server = createServer((request, response) => {
    response.writeHead(request.headers.authorization === 'Bearer known' ? 200 : 401, { connection: 'close' }).end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('a gateway that is to be checked', () => {
  it('has to know the key', async () => {
    const url = await gateway();
    await expect(reachGateway({ url, key: 'known' })).resolves.toBeUndefined();
    await expect(reachGateway({ url, key: 'other' })).rejects.toThrow('does not accept this key');
  });

  it('has to be where it is said to be', async () => {
    const url = await gateway();
    server?.close();
    await once(server as Server, 'close');
    server = undefined;
    await expect(reachGateway({ url, key: 'known' })).rejects.toThrow(`No gateway answers at ${url}.`);
  });

  it('has to be given with how it is spoken to', async () => {
    await expect(reachGateway({ url: '127.0.0.1:8080', key: 'known' })).rejects.toThrow('begins with http://');
  });
});
