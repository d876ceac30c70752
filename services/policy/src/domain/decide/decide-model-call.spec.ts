import { describe, expect, it } from '@jest/globals';
import { governance, revisionOf, rule } from '../../../test/governance.js';
import { allowedModels } from './allowed-models.js';
import { decideModelCall } from './decide-model-call.js';

const provider = (name: string, more: object = {}) => ({
  ...{ kind: 'Provider', name, api: 'openai', baseUrl: `https://${name}.example/v1` },
  models: [{ name: 'big' }, { name: 'small' }],
  ...more,
});
const providers = [provider('east'), provider('west'), provider('spare', { weight: 0 })];
const revision = (rules: unknown[]) => revisionOf(governance(rules, providers));
const call = (callId: string, more: object = {}) => ({ callId, agent: 'bot', model: 'big', ...more });

describe('a model call that several providers could take', () => {
  it('may go to all of them, in an order that follows from its id', () => {
    const decide = (id: string) =>
      decideModelCall(revision([rule('allow', { models: ['*'] })]), call(id), { nowMs: 0 });
    const orders = Array.from({ length: 20 }, (_, number) => decide(`mc_${number}`).providers);
    expect(new Set(orders.map(String))).toEqual(new Set(['east,west,spare', 'west,east,spare']));
    expect(decide('mc_7')).toEqual(decide('mc_7'));
    expect(decide('mc_7').provider).toBe(decide('mc_7').providers[0]);
  });

  it('may go only to those that the rules allow', () => {
    const only = revision([rule('allow', { models: ['*'], when: { providers: ['west', 'spare'] } })]);
    expect(decideModelCall(only, call('mc_1'), { nowMs: 0 }).providers).toEqual(['west', 'spare']);
  });

  it('does not fall back on a provider under other obligations', () => {
    const mixed = revision([
      rule('allow', { models: ['*'], when: { providers: ['west'] }, obligations: { redact: ['secret'] } }),
      rule('allow', { models: ['*'], when: { providers: ['spare'] } }),
    ]);
    expect(decideModelCall(mixed, call('mc_1'), { nowMs: 0 }).providers).toEqual(['west']);
  });

  it('goes where it has to go, if anywhere', () => {
    const all = revision([rule('allow', { models: ['*'] })]);
    expect(decideModelCall(all, call('mc_1', { provider: 'spare' }), { nowMs: 0 }).providers).toEqual(['spare']);
    expect(decideModelCall(all, call('mc_1', { provider: 'none' }), { nowMs: 0 })).toMatchObject({
      ...{ verdict: 'deny', reasonCode: 'provider_unknown', provider: null, providers: [] },
    });
  });
});

describe('the models that an agent may use', () => {
  const listed = (rules: unknown[], agent = 'bot') => allowedModels(revision(rules).compiled, agent);

  it('are those that some rule allows, where it allows them', () => {
    expect(listed([rule('allow', { models: ['small'], when: { providers: ['east'] } })])).toEqual([
      { name: 'small', providers: ['east'] },
    ]);
  });

  it('hold those that depend on the call', () => {
    const depending = rule('allow', { models: ['small'], when: { data: { not: ['secret'] } } });
    expect(listed([depending]).map(({ name }) => name)).toEqual(['small']);
  });

  it('hold none that is sure to be denied', () => {
    const all = rule('allow', { models: ['*'] });
    expect(listed([all, rule('deny', { models: ['big'] })]).map(({ name }) => name)).toEqual(['small']);
    const there = rule('deny', { models: ['*'], when: { providers: ['west', 'spare'] } });
    expect(listed([all, there])).toContainEqual({ name: 'big', providers: ['east'] });
  });

  it('are none for an agent that no rule speaks of', () => {
    expect(listed([rule('allow', { tools: ['*'] })])).toEqual([]);
    expect(listed([rule('allow', { models: ['*'] })], 'stranger')).toEqual([]);
  });
});
