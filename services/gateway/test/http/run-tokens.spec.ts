import { afterEach, describe, expect, it } from '@jest/globals';
import { appOn } from '../parts/app.js';
import { keys } from '../parts/keys.js';
import { completion } from '../parts/model-requests.js';
import { World } from '../parts/world.js';

let stop: () => Promise<void>;
afterEach(() => stop());

async function openWith(scope: { scope: string[] | null; models: string[] | null }) {
  const world = new World();
  const { http, app } = await appOn(world);
  stop = () => app.close();
  const token = await keys.runToken({ ...scope, principal: 'ann' }, { at: world.time.now(), seconds: 3600 });
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const post = (url: string, payload: object) => http.inject({ method: 'POST', url, headers, payload });
  return { world, http, headers, post };
}

const call = (tool: string) => ({ tool, arguments: { service: 'web' } });

describe('a run token as the key', () => {
  it('runs a tool within its scope, in its run and for its principal', async () => {
    const { world, post } = await openWith({ scope: ['logs.*'], models: null });
    const answer = await post('/v1/tool-calls', call('logs.read'));
    expect([answer.statusCode, answer.headers['x-countersign-run-id']]).toEqual([200, 'run_1']);
    expect(world.bus.find('ToolCallProposed')).toMatchObject({ run: 'run_1', data: { principal: 'ann' } });
    expect(world.rpc.count('rpc.credentials.openRun')).toBe(0);
  });

  it.each([
    ['/v1/tool-calls', call('logs.read')],
    ['/v1/chat/completions', { model: 'demo-model', messages: [] }],
    ['/v1/embeddings', { model: 'demo-model', input: 'x' }],
  ])('is refused outside its scope at %s, which is on the record with its run', async (url, payload) => {
    const { world, post } = await openWith({ scope: ['mail.*'], models: ['gpt-*'] });
    const answer = await post(url, payload);
    expect([answer.statusCode, answer.headers['x-countersign-reason-code']]).toEqual([403, 'outside_run_scope']);
    expect(world.bus.find('RequestRefused')).toMatchObject({
      run: 'run_1',
      data: { reasonCode: 'outside_run_scope' },
    });
    expect(world.asked).toEqual([]);
  });

  it('gets no call of a tool outside its scope out of an answer, whatever policy says', async () => {
    const { world, post } = await openWith({ scope: ['mail.*'], models: null });
    world.provider = async () => completion('', [{ name: 'logs.read', args: { service: 'web' } }]);
    const answer = await post('/v1/chat/completions', { model: 'demo-model', messages: [] });
    expect(answer.json<{ choices: { message: object }[] }>().choices[0]?.message).not.toHaveProperty('tool_calls');
    expect(world.bus.find('ToolCallFailed').data.reasonCode).toBe('outside_run_scope');
  });

  it('opens no further run, and closes only its own', async () => {
    const { http, headers, post, world } = await openWith({ scope: null, models: null });
    world.rpc.on('rpc.credentials.closeRun', ({ runId }: { runId: string }) => ({ runId }));
    expect((await post('/v1/runs', {})).statusCode).toBe(403);
    const { authorization } = headers;
    const close = (id: string) => http.inject({ method: 'DELETE', url: `/v1/runs/${id}`, headers: { authorization } });
    expect([(await close('run_2')).statusCode, (await close('run_1')).statusCode]).toEqual([404, 204]);
  });
});
