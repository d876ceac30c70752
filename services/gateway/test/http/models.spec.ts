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

  it('can be asked for one by one, where one that is not for the agent does not exist', async () => {
    const models = [{ name: 'demo-large', providers: ['demo'] }];
    world.rpc.on('rpc.policy.listAllowedModels', () => ({ revision: revisionOne, models }));
    const one = async (url: string, headers: Record<string, string> = {}) => {
      const answer = await app.http.inject({ method: 'GET', url, headers: { ...bearer, ...headers } });
      return { status: answer.statusCode, ...answer.json() };
    };
    expect(await one('/v1/models/demo-large')).toMatchObject({ status: 200, id: 'demo-large', object: 'model' });
    expect(await one('/v1/models/demo-model')).toMatchObject({ status: 404, error: { code: 'model_unknown' } });
    const anthropic = { 'anthropic-version': '2023-06-01' };
    expect(await one('/v1/models/demo-large', anthropic)).toMatchObject({ status: 404, type: 'error' });
  });

  it('are not told while policy cannot say', async () => {
    world.rpc.refuse('rpc.policy.listAllowedModels', 'service_unavailable');
    expect(await list('/v1/models')).toEqual({ status: 503, ids: undefined });
  });
});
