import { describe, expect, it } from '@jest/globals';
import { decisionOn } from '../../../test/parts/fake-policy.js';
import { completion, prompt, requestOf } from '../../../test/parts/model-requests.js';
import { granted } from '../../../test/parts/requests.js';
import { settled } from '../../../test/parts/virtual-time.js';
import { World } from '../../../test/parts/world.js';
import { useGrant } from '../calls/use-grant.js';
import { answerModelCall } from './answer-model-call.js';

const logs = { name: 'logs.read', args: { service: 'web' } };

function ask(world: World, isGone: () => boolean) {
  return answerModelCall(world.parts)({ ...requestOf('openai-chat', prompt), isGone });
}

describe('a whole answer that cannot be released', () => {
  it('is not said to be when the agent has hung up, nor are its calls', async () => {
    const world = new World('allow');
    world.provider = async () => completion('', [logs]);
    expect(await ask(world, () => true)).toMatchObject({ refusal: { reasonCode: 'client_disconnected' } });
    expect(world.bus.types()).not.toContain('ToolCallReleased');
    expect(world.bus.find('ToolCallFailed').data).toMatchObject({ reasonCode: 'client_disconnected', started: false });
    expect(world.bus.find('ModelCallFailed').data).toMatchObject({ reasonCode: 'client_disconnected' });
  });

  it('uses up no grant of an agent that has hung up while it waited', async () => {
    const world = new World('hold');
    world.provider = async () => completion('', [logs]);
    const asking = ask(world, () => true);
    await settled();
    const { callId } = world.bus.find('ToolCallHeld').data;
    await useGrant(world.parts)(granted(world, await world.call(callId)));
    expect(await asking).toMatchObject({ ok: false });
    expect((await world.call(callId)).status).toBe('granted');
  });

  it('says how each of its calls ended when one of them cannot be decided', async () => {
    const world = new World();
    world.policy = (asked) => (asked.tool === 'logs.read' ? decisionOn(asked, 'allow') : null);
    world.provider = async () => completion('', [logs, { name: 'mail.send', args: {} }]);
    const asking = ask(world, () => false);
    await world.time.pass(5_001);
    expect(await asking).toMatchObject({ refusal: { reasonCode: 'policy_unavailable' } });
    expect(world.bus.types()).not.toContain('ToolCallReleased');
    expect(world.bus.types().filter((type) => type === 'ToolCallFailed')).toHaveLength(2);
  });
});
