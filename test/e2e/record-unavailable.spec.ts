import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentOf, personOf, received, until } from './callers.js';
import { startProduct, type Product } from './product.js';

let product: Product;

beforeAll(async () => {
  product = await startProduct({ portBase: 23_300 });
});

afterAll(() => product.stop());

describe('no record, no action', () => {
  it('refuses calls with 503 while audit stands still, and loses and doubles nothing when it goes on', async () => {
    const agent = agentOf(product.dev);
    const admin = personOf(product.dev, product.dev.adminToken);
    const audit = product.dev.services['audit']?.pid ?? 0;
    expect((await agent.call('logs.read', { service: 'checkout' })).status).toBe(200);
    process.kill(audit, 'SIGSTOP');
    const effects = (await received(product.dev)).requests.length;
    const refusedCall = await until('the refusal', async () => {
      const answer = await agent.callNow('logs.read', { service: 'checkout' });
      return answer.status === 503 ? answer : null;
    });
    expect(refusedCall.body).toMatchObject({ code: 'record_unavailable', remedy: expect.any(String) });
    expect(refusedCall.headers.get('retry-after')).toBeTruthy();
    expect((await received(product.dev)).requests.length).toBe(effects);
    process.kill(audit, 'SIGCONT');
    const passed = await until('the record', async () => {
      const answer = await agent.callNow('logs.read', { service: 'checkout' });
      return answer.status === 200 ? answer : null;
    });
    expect(passed.body.status).toBe('succeeded');
    const started = await admin.get<{ events: { index: number; leaf: string }[]; size: number }>(
      '/events?types=ToolCallStarted&limit=100',
    );
    const ids = started.body.events.map(({ leaf }) => (JSON.parse(leaf) as { id: string }).id);
    expect(new Set(ids).size).toBe(ids.length);
    const { repeatedCalls, requests } = await received(product.dev);
    expect(repeatedCalls).toEqual([]);
    expect(ids.length).toBeGreaterThanOrEqual(requests.length);
  });
});
