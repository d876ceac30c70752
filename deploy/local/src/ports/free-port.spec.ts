import { describe, expect, it } from '@jest/globals';
import { createServer } from 'node:net';
import { isFreePort, onFreePort } from './free-port.js';

describe('a server on a free port', () => {
  it('starts on another one where somebody was faster', async () => {
    const tried: number[] = [];
    const got = await onFreePort(async (port) => {
      if (tried.push(port) === 1) throw new Error('address already in use');
      return port;
    });
    expect([tried.length, got]).toEqual([2, tried[1]]);
  });

  it('says why it does not start at all', async () => {
    await expect(onFreePort(() => Promise.reject(new Error('no such program')))).rejects.toThrow('no such program');
  });

  it('takes none that is in use', async () => {
    const server = createServer();
    const listen = (free: number) =>
      new Promise<number>((resolve, reject) => {
        server.once('error', reject).listen(free, '127.0.0.1', () => resolve(free));
      });
    const port = await onFreePort(listen);
    expect(await isFreePort(port)).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(port).toBeLessThan(32_768);
  });
});
