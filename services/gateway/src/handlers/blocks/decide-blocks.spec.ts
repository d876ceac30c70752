import { describe, expect, it } from '@jest/globals';
import { decisionOn } from '../../../test/parts/fake-policy.js';
import { decidedEvent } from '../../../test/parts/interrupted.js';
import { ask, completion } from '../../../test/parts/model-requests.js';
import { expired, granted, rejected } from '../../../test/parts/requests.js';
import { settled } from '../../../test/parts/virtual-time.js';
import { World } from '../../../test/parts/world.js';
import { endApproval } from '../calls/end-approval.js';
import { noteDecision } from '../calls/note-decision.js';
import { useGrant } from '../calls/use-grant.js';

interface Shown {
  choices: { message: { content: string; tool_calls?: { function: { name: string } }[] }; finish_reason: string }[];
  countersign?: { withheld: { status: string; reason_code?: string; approval_id?: string }[] };
}

/** A world in which the model proposes these calls. */
function proposing(verdict: 'allow' | 'hold' | 'deny', ...calls: { name: string; args: unknown }[]): World {
  const world = new World(verdict);
  world.provider = async () => completion('Let me see.', calls);
  return world;
}

async function shown(world: World): Promise<Shown> {
  const answer = await ask(world);
  if (!answer.ok) throw new Error(answer.refusal.reasonCode);
  return JSON.parse(answer.body.toString()) as Shown;
}

const namesIn = ({ choices }: Shown) => choices[0]?.message.tool_calls?.map((call) => call.function.name);
const logs = { name: 'logs.read', args: { service: 'web' } };

describe('a tool call that the model proposes', () => {
  it('passes when policy allows it, with its release on the record', async () => {
    const world = proposing('allow', logs);
    expect(namesIn(await shown(world))).toEqual(['logs.read']);
    expect(world.bus.types()).toEqual([
      'ModelCallProposed',
      'ToolCallProposed',
      'ToolCallReleased',
      'ModelCallCompleted',
    ]);
    expect(world.bus.find('ModelCallCompleted').data.callIds).toEqual([world.bus.find('ToolCallReleased').data.callId]);
  });

  it('becomes an explanation when policy denies it', async () => {
    const world = proposing('deny', logs);
    const answer = await shown(world);
    expect(answer.choices[0]?.finish_reason).toBe('stop');
    expect(answer.choices[0]?.message.content).toMatch(/denied by policy.*policy says deny/);
    expect(JSON.stringify(answer)).not.toContain('"service"');
    expect(answer.countersign?.withheld).toMatchObject([{ status: 'denied', reason_code: 'no_rule_allows' }]);
  });

  it('does not keep its allowed siblings', async () => {
    const world = proposing('allow', logs, { name: 'shell.exec', args: { command: 'rm' } });
    world.policy = (asked) => decisionOn(asked, asked.tool === 'logs.read' ? 'allow' : 'deny');
    expect(namesIn(await shown(world))).toEqual(['logs.read']);
  });

  it.each([
    ['arguments that do not parse', { name: 'logs.read', args: '{"a":' }],
    ['arguments with a key twice', { name: 'logs.read', args: '{"a":1,"a":2}' }],
    ['a name that no tool can have', { name: 'rm -rf /', args: {} }],
    ['arguments that are too long', { name: 'logs.read', args: { service: 'x'.repeat(300_000) } }],
  ])('is withheld with %s, without asking policy', async (_, call) => {
    const world = proposing('allow', call);
    expect(namesIn(await shown(world))).toBeUndefined();
    expect(world.bus.types()).toEqual(['ModelCallProposed', 'ToolCallFailed', 'ModelCallCompleted']);
  });

  it('keeps the whole answer back when policy does not decide it', async () => {
    const world = proposing('allow', logs);
    world.policy = () => null;
    const asked = ask(world);
    await world.time.pass(5_000);
    expect(await asked).toMatchObject({ ok: false, refusal: { reasonCode: 'policy_unavailable' } });
  });

  it('is over once policy has not decided it in time: a hold that comes late is about nothing', async () => {
    const world = proposing('hold', logs);
    world.policy = () => null;
    const asked = ask(world);
    await world.time.pass(5_000);
    await asked;
    const call = await world.call(world.bus.find('ToolCallFailed').data.callId);
    await noteDecision(world.parts, () => false)(await decidedEvent(world, call, 'hold'));
    expect((await world.call(call.id)).status).toBe('failed');
    expect(await world.store.waitingFor(call)).toBeNull();
  });

  it('is withheld when policy obliges the gateway to something that the agent would have to keep', async () => {
    const world = proposing('allow', logs);
    world.policy = (asked) => decisionOn(asked, 'allow', { obligations: { maxRows: 10 } });
    expect((await shown(world)).countersign?.withheld).toMatchObject([{ reason_code: 'obligation_unsupported' }]);
  });
});

/** An answer with a held call: what the agent sees once nobody has decided in the time that the connection waits. */
async function held(): Promise<{ world: World; answer: Shown; callId: string }> {
  const world = proposing('hold', logs);
  const waiting = shown(world);
  await world.time.pass(25_000);
  return { world, answer: await waiting, callId: world.bus.find('ToolCallHeld').data.callId };
}

describe('a tool call that policy holds', () => {
  it('waits for people for a while, then becomes text with the approval and where to decide it', async () => {
    const { answer, callId } = await held();
    const approvalId = callId.replace('call_', 'apr_');
    expect(answer.choices[0]?.message.content).toContain(`https://console.example/approvals/${approvalId}`);
    expect(answer.countersign?.withheld).toMatchObject([{ status: 'held', approval_id: approvalId }]);
  });

  it('passes at once when it is granted while the connection waits', async () => {
    const world = proposing('hold', logs);
    const waiting = shown(world);
    await settled();
    await useGrant(world.parts)(granted(world, await world.call(world.bus.find('ToolCallHeld').data.callId)));
    expect(namesIn(await waiting)).toEqual(['logs.read']);
    expect(world.bus.find('ToolCallReleased').data.grantId).toBeDefined();
  });

  it('passes once when the model proposes the same call again after the grant, and is held anew after that', async () => {
    const { world, callId } = await held();
    await useGrant(world.parts)(granted(world, await world.call(callId)));
    expect(namesIn(await shown(world))).toEqual(['logs.read']);
    const third = shown(world);
    await world.time.pass(25_000);
    expect(namesIn(await third)).toBeUndefined();
    expect(world.bus.types().filter((type) => type === 'ToolCallReleased')).toHaveLength(1);
    expect(world.bus.types().filter((type) => type === 'ToolCallHeld')).toHaveLength(2);
  });

  it('passes in one of two answers that propose it at the same time', async () => {
    const { world, callId } = await held();
    await useGrant(world.parts)(granted(world, await world.call(callId)));
    const both = Promise.all([shown(world), shown(world)]);
    await world.time.pass(25_000);
    expect((await both).map(namesIn).filter(Boolean)).toHaveLength(1);
  });

  it('does not pass under the grant for other arguments', async () => {
    const { world, callId } = await held();
    await useGrant(world.parts)(granted(world, await world.call(callId)));
    world.provider = async () => completion('', [{ name: 'logs.read', args: { service: 'db' } }]);
    const other = shown(world);
    await world.time.pass(25_000);
    expect(namesIn(await other)).toBeUndefined();
  });

  it('is one question to people however often the model proposes it', async () => {
    const { world } = await held();
    const again = shown(world);
    await world.time.pass(25_000);
    await again;
    expect(world.bus.types().filter((type) => type === 'ToolCallHeld')).toHaveLength(1);
  });

  it.each([
    ['rejected', rejected],
    ['expired', expired],
  ] as const)('is told as %s while the connection waits', async (status, event) => {
    const world = proposing('hold', logs);
    const waiting = shown(world);
    await settled();
    await endApproval(world.parts)(event(world, await world.call(world.bus.find('ToolCallHeld').data.callId)));
    expect((await waiting).countersign?.withheld).toMatchObject([
      { status: 'denied', reason_code: `approval_${status}` },
    ]);
  });

  it('keeps its grant unused while policy is away', async () => {
    const { world, callId } = await held();
    await useGrant(world.parts)(granted(world, await world.call(callId)));
    world.rpc.refuse('rpc.policy.recheckToolCall', 'service_unavailable');
    expect(await ask(world)).toMatchObject({ ok: false, refusal: { reasonCode: 'policy_unavailable' } });
    expect((await world.call(callId)).status).toBe('granted');
  });
});
