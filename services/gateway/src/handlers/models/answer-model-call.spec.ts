import { digestOfBytes } from '@countersign/evidence';
import { describe, expect, it } from '@jest/globals';
import { providerKey } from '../../../test/parts/fake-rpc.js';
import { provider } from '../../../test/parts/governance.js';
import { ask, completion, prompt, refusal } from '../../../test/parts/model-requests.js';
import { World } from '../../../test/parts/world.js';

describe('a model call that policy allows', () => {
  it('gives the agent the very bytes of the provider when no tool is called', async () => {
    const world = new World();
    const sent = completion('hello');
    world.provider = async () => sent;
    const answer = await ask(world);
    expect(answer.ok && sent.kind === 'answered' && answer.body.equals(sent.body)).toBe(true);
    expect(world.bus.types()).toEqual(['ModelCallProposed', 'ModelCallCompleted']);
    expect(world.bus.find('ModelCallCompleted').data).toMatchObject({
      provider: 'demo',
      providerRequestId: 'req_1',
      usage: { inputTokens: 7, outputTokens: 5 },
      responseDigest: answer.ok && digestOfBytes(answer.body),
    });
  });

  it("forwards the agent's own bytes, with the provider's key and none of the agent's", async () => {
    const world = new World();
    world.provider = async () => completion('hello');
    await ask(world, prompt, {
      authorization: 'Bearer agk_secret',
      'x-api-key': 'agk_secret',
      'openai-beta': 'x=1',
      cookie: 'c',
    });
    const [request] = world.asked;
    expect(request?.body.toString()).toBe(JSON.stringify(prompt));
    expect(request?.headers).toEqual({
      ...{ authorization: `Bearer ${providerKey}`, 'content-type': 'application/json', 'openai-beta': 'x=1' },
      traceparent: expect.stringContaining('00-'),
    });
  });

  it('asks the provider for the model under the name that the provider knows', async () => {
    const world = new World(
      'allow',
      [],
      [provider({ models: [{ name: 'demo-model', upstream: 'vendor/model-7', prices: [] }] })],
    );
    world.provider = async () => completion('hello');
    await ask(world, { ...prompt, seed: 7 });
    expect(JSON.parse(world.asked[0]?.body.toString() ?? '')).toEqual({ ...prompt, seed: 7, model: 'vendor/model-7' });
  });

  it('gives nothing out before all of it is on the record', async () => {
    const world = new World();
    world.provider = async () => {
      world.bus.auditRuns = false;
      return completion('hello');
    };
    expect(await ask(world)).toMatchObject({ ok: false, refusal: { reasonCode: 'record_unavailable' } });
  });

  it('reuses the lease of the provider key, and asks for another once the provider refuses it', async () => {
    const world = new World();
    world.provider = async () => completion('hello');
    await ask(world);
    await ask(world);
    expect(world.rpc.count('rpc.credentials.leaseProviderKey')).toBe(1);
    world.provider = async () => refusal(401, `Incorrect API key: ${providerKey}`);
    expect(await ask(world)).toMatchObject({ ok: false, status: 502, refusal: { reasonCode: 'provider_auth_failed' } });
    await ask(world);
    expect(world.rpc.count('rpc.credentials.leaseProviderKey')).toBe(2);
  });
});

describe('a model call that does not pass', () => {
  it('is not sent when policy denies it, and the reason is on the record', async () => {
    const world = new World();
    world.modelPolicy = (decision) => ({
      ...decision,
      verdict: 'deny',
      reasonCode: 'no_matching_rule',
      reasons: ['not this model'],
    });
    expect(await ask(world)).toMatchObject({
      ok: false,
      status: 403,
      refusal: { reasonCode: 'no_matching_rule', message: 'Not this model.' },
    });
    expect(world.bus.find('ModelCallFailed').data).toMatchObject({ reasonCode: 'no_matching_rule', dispatched: false });
    expect(world.asked).toEqual([]);
  });

  it.each([
    ['another model call', { modelCallId: 'mc_other' }],
    ['another tenant', { tenant: 'other' }],
    ['another agent', { agent: 'other' }],
    ['another run', { run: 'run_other' }],
  ])('is not sent under a decision for %s', async (_, changes) => {
    const world = new World();
    world.modelPolicy = (decision) => {
      const { modelCallId } = decision;
      setImmediate(() =>
        world.parts.modelDecisions.arrive(modelCallId, {
          decision: { ...decision, ...changes },
          signature: 'A'.repeat(86) + '==',
        }),
      );
      return null;
    };
    expect(await ask(world)).toMatchObject({ ok: false, refusal: { reasonCode: 'decision_mismatch' } });
    expect(world.asked).toEqual([]);
  });

  it('is not sent when policy does not decide in time', async () => {
    const world = new World();
    world.modelPolicy = () => null;
    const asked = ask(world);
    await world.time.pass(5_000);
    expect(await asked).toMatchObject({ ok: false, refusal: { reasonCode: 'policy_unavailable' } });
    expect(world.asked).toEqual([]);
  });

  it('is not sent while audit is not heard of', async () => {
    const world = new World();
    world.bus.auditRuns = false;
    expect(await ask(world)).toMatchObject({ ok: false, refusal: { reasonCode: 'record_unavailable' } });
    expect([...world.asked, ...world.bus.events]).toEqual([]);
  });

  it.each([
    ['tools of the provider beyond counting', { tools: Array(33).fill({ type: 'web_search' }) }, /invalid_request/],
    ['fallback models', { models: ['a', 'b'] }, /ungovernable_request/],
    ['a model name that no event could hold', { model: 'm'.repeat(300) }, /invalid_request/],
  ])('is refused with %s', async (_, more, reasonCode) => {
    const world = new World();
    const answer = await ask(world, { ...prompt, ...more });
    expect(!answer.ok && answer.refusal.reasonCode).toMatch(reasonCode);
    expect(world.asked).toEqual([]);
  });

  it.each([
    ['speaks of the key', 400, `bad key ${providerKey} at models.example`],
    ['is overloaded', 503, 'overloaded'],
    ['is in doubt about the caller', 403, `key ${providerKey}`],
  ])('tells neither key nor address when the provider %s', async (_, status, message) => {
    const world = new World();
    world.provider = async () => refusal(status, message);
    const asked = ask(world);
    await world.time.pass(1_000);
    const answer = await asked;
    expect(answer.ok).toBe(false);
    expect(JSON.stringify([answer, world.bus.events])).not.toMatch(/sk-provider|models\.example/);
    expect(world.bus.find('ModelCallFailed').data).toMatchObject({ dispatched: true, status });
  });

  it('passes on how long to wait when the provider limits the rate', async () => {
    const world = new World();
    world.provider = async () => refusal(429, 'slow down', { 'retry-after': '7' });
    expect(await ask(world)).toMatchObject({
      ok: false,
      status: 429,
      retryAfter: '7',
      refusal: { reasonCode: 'provider_rate_limited' },
    });
  });

  it.each([
    ['no JSON', Buffer.from('<html>')],
    ['a key twice', Buffer.from('{"choices":[],"choices":[]}')],
    ['no completion', Buffer.from('{}')],
  ])('is refused when the provider answers with %s', async (_, body) => {
    const world = new World();
    world.provider = async () => ({ kind: 'answered', status: 200, headers: {}, body });
    expect(await ask(world)).toMatchObject({ ok: false, status: 502, refusal: { reasonCode: 'malformed_response' } });
  });
});
