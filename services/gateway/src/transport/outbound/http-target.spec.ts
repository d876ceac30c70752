import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TargetRequest } from '../../domain/http-target/target-request.js';
import { HttpTarget } from './http-target.js';

let server: Server | undefined;
let target: HttpTarget | undefined;
afterEach(async () => {
  await target?.close();
  server?.closeAllConnections();
  server?.close();
});

/** A target on this machine, and one request to it. */
async function send(listener: RequestListener, changes: Partial<TargetRequest> = {}, loopback = true) {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  target = new HttpTarget({ loopback, private: false, networks: [] });
  const defaults = { method: 'POST', headers: {}, body: '{}', timeoutMs: 30_000, maxResponseBytes: 100 };
  return target.send({ ...defaults, url: `http://127.0.0.1:${port}/x?y=1`, ...changes });
}

describe('a request to a target', () => {
  it('brings back status, type and bytes', async () => {
    const answer = await send((request, response) => response.setHeader('content-type', 'text/plain').end(request.url));
    expect(answer).toMatchObject({ kind: 'answered', status: 200, contentType: 'text/plain', complete: true });
    expect(answer.kind === 'answered' && Buffer.from(answer.bytes).toString()).toBe('/x?y=1');
  });

  it('follows no redirect', async () => {
    let requests = 0;
    const answer = await send((_, response) => {
      requests++;
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    expect([answer.kind === 'answered' && answer.status, requests]).toEqual([302, 1]);
  });

  it('reads no more than the tool allows', async () => {
    const answer = await send((_, response) => response.end('x'.repeat(101)));
    expect(answer).toMatchObject({ kind: 'answered', status: 200, complete: false, bytes: Buffer.alloc(0) });
  });

  it('was not sent when the address may not be reached, or nobody listens', async () => {
    let requests = 0;
    const refused = await send((_, response) => (requests++, response.end()), {}, false);
    expect(refused).toMatchObject({ kind: 'not-sent', reasonCode: 'target_address_refused' });
    const closed = await target?.send({
      ...{ method: 'POST', url: 'http://unknown.invalid/', headers: {}, body: null },
      ...{ timeoutMs: 30_000, maxResponseBytes: 100 },
    });
    expect([closed?.kind, requests]).toEqual(['not-sent', 0]);
  });

  it.each([
    ['does not answer in time', () => undefined, { timeoutMs: 2_000 }, 'target_timeout'],
    ['breaks off', (_: unknown, response: { destroy(): void }) => response.destroy(), {}, 'target_connection_lost'],
  ] as const)(
    'is lost, once and without another try, when the target %s',
    async (...[, behave, changes, reasonCode]) => {
      let requests = 0;
      const answer = await send((request, response) => {
        requests++;
        request.resume().on('end', () => behave(request, response));
      }, changes);
      expect([answer.kind, 'reasonCode' in answer && answer.reasonCode, requests]).toEqual(['lost', reasonCode, 1]);
    },
  );

  it('tells nothing of where the target is when it fails', async () => {
    const answer = await send((_, response) => void response.destroy());
    expect(JSON.stringify(answer)).not.toMatch(/127\.0\.0\.1|http:/);
  });
});
