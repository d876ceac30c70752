import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appOn, bearer } from '../parts/app.js';
import { httpTool, provider, registryOf } from '../parts/governance.js';
import { completion } from '../parts/model-requests.js';
import { World } from '../parts/world.js';

const models = ['demo-model', 'free-model'].map((name) => ({
  ...{ name, maxOutputTokens: 1000 },
  prices: [
    { since: '2026-01-01', currency: 'USD', inputPerMillion: '0', outputPerMillion: name === 'demo-model' ? '9' : '0' },
  ],
}));
const providers = [provider({ models }), provider({ name: 'claude', api: 'anthropic', models })];
const budgets = [{ kind: 'Budget', name: 'team', agents: ['*'], currency: 'USD', limit: '0.001', period: 'month' }];
const messages = [{ role: 'user', content: 'hi' }];

let world: World;
let app: Awaited<ReturnType<typeof appOn>>;

beforeEach(async () => {
  world = new World('allow', [httpTool('logs.read')], providers);
  world.rpc.on('rpc.policy.getRegistry', () => ({ ...registryOf([], providers), budgets }));
  world.provider = async () => completion('hello');
  app = await appOn(world);
});
afterEach(() => app.app.close());

const post = (url: string, payload: object) => app.http.inject({ method: 'POST', url, headers: bearer, payload });

describe('a call that a spent budget covers', () => {
  it('is refused with 402 in the wire format of its route, and is on the record', async () => {
    const chat = await post('/v1/chat/completions', { model: 'demo-model', messages });
    expect([chat.statusCode, chat.json()]).toMatchObject([402, { error: { code: 'budget_exceeded', param: null } }]);
    const claude = await post('/v1/messages', { model: 'demo-model', max_tokens: 1000, messages });
    expect([claude.statusCode, claude.json()]).toMatchObject([
      402,
      { type: 'error', error: { type: 'billing_error' } },
    ]);
    expect(world.asked).toEqual([]);
    expect(world.bus.types()).not.toContain('ModelCallProposed');
    expect(world.bus.find('RequestRefused').data).toMatchObject({ reasonCode: 'budget_exceeded', status: 402 });
  });

  it('passes where it costs nothing, and is counted for the operator', async () => {
    const answer = await post('/v1/chat/completions', { model: 'free-model', messages });
    expect(answer.statusCode).toBe(200);
    const { body } = await app.http.inject({ method: 'GET', url: '/metrics' });
    const labels = 'tenant="acme",provider="demo",model="free-model"';
    expect(body).toContain(`countersign_model_calls_total{${labels},outcome="completed",service="gateway"} 1`);
    expect(body).toContain(`countersign_model_tokens_total{${labels},kind="input",service="gateway"} 7`);
  });
});
