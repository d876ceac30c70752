import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appOn, bearer } from '../parts/app.js';
import { httpTool, provider, revisionOne } from '../parts/governance.js';
import { World } from '../parts/world.js';

const model = (name: string) => ({ name, prices: [] });
const providers = [
  provider({ models: [model('demo-model'), model('demo-large')] }),
  provider({ name: 'claude', api: 'anthropic', models: [model('claude-5')] }),
];

let world: World;
let app: Awaited<ReturnType<typeof appOn>>;

beforeEach(async () => {
  world = new World('allow', [httpTool('logs.read')], providers);
  app = await appOn(world);
});
afterEach(() => app.app.close());

const list = async (url: string, headers: Record<string, string> = {}) => {
  const answer = await app.http.inject({ method: 'GET', url, headers: { ...bearer, ...headers } });
  return { status: answer.statusCode, ids: answer.json().data?.map(({ id }: { id: string }) => id) };
};

describe('the models that an agent is shown', () => {
  it('are those that policy may let it call, in the family that it speaks', async () => {
    const models = [
      { name: 'demo-large', providers: ['demo'] },
      { name: 'claude-5', providers: ['claude'] },
    ];
    world.rpc.on('rpc.policy.listAllowedModels', () => ({ revision: revisionOne, models }));
    expect(await list('/v1/models')).toEqual({ status: 200, ids: ['demo-large'] });
    expect(await list('/anthropic/v1/models')).toEqual({ status: 200, ids: ['claude-5'] });
    expect(await list('/v1/models', { 'anthropic-version': '2023-06-01' })).toEqual({ status: 200, ids: ['claude-5'] });
    expect(world.rpc.count('rpc.policy.listAllowedModels')).toBe(1);
  });

  it('are asked for again once the revision is another', async () => {
    const models = [{ name: 'demo-large', providers: ['demo'] }];
    world.rpc.on('rpc.policy.listAllowedModels', () => ({ revision: `sha256:${'9'.repeat(64)}`, models }));
    await list('/v1/models');
    await list('/v1/models');
    expect(world.rpc.count('rpc.policy.listAllowedModels')).toBe(2);
  });

  it('are not told while policy cannot say', async () => {
    world.rpc.refuse('rpc.policy.listAllowedModels', 'service_unavailable');
    expect(await list('/v1/models')).toEqual({ status: 503, ids: undefined });
  });
});
