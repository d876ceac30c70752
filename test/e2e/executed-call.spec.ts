import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { agentOf, personOf, pullRequest, received, until, type CallView } from './callers.js';
import { startProduct, type Product } from './product.js';

let product: Product;
let agent: ReturnType<typeof agentOf>;
let ada: ReturnType<typeof personOf>;
let ben: ReturnType<typeof personOf>;
let admin: ReturnType<typeof personOf>;

interface Events {
  events: { type: string; subject: string; leaf: string; index: number }[];
}

beforeAll(async () => {
  product = await startProduct({ portBase: 23_100 });
  agent = agentOf(product.dev);
  [ada, ben] = product.dev.approvers.map(({ token }) => personOf(product.dev, token)) as [typeof ada, typeof ben];
  admin = personOf(product.dev, product.dev.adminToken);
});

afterAll(() => product.stop());

const effectsOf = async (call: string) =>
  (await received(product.dev)).requests.filter(({ lease }) => lease.call === call).length;
const typesOf = async (call: string) => {
  const { body } = await admin.get<Events>(`/events?subject=${call}`);
  return body.events.map(({ type }) => type);
};

let heldCalls = 0;

async function held(): Promise<CallView> {
  const { status, body } = await agent.call('github.open_pull_request', {
    ...pullRequest,
    title: `Fix ${++heldCalls}`,
  });
  expect([status, body.status]).toEqual([202, 'pending_approval']);
  expect(await effectsOf(body.id)).toBe(0);
  await until('the approval', async () => (await ada.get(`/approvals/${body.approval_id}`)).status === 200);
  return body;
}

describe('a tool call that the gateway executes', () => {
  it('runs at once when policy allows it, and every step is on the record before the answer', async () => {
    const { status, body, headers } = await agent.call('logs.read', { service: 'checkout' });
    expect([status, body.status]).toEqual([200, 'succeeded']);
    expect(body.result).toBeDefined();
    expect(headers.get('x-countersign-decision-id')).toMatch(/^dec_/);
    expect(await typesOf(body.id)).toEqual([
      'ToolCallProposed',
      'ToolCallDecided',
      'ToolCallStarted',
      'ToolCallSucceeded',
    ]);
    expect(await effectsOf(body.id)).toBe(1);
  });

  it('is denied and explained when no rule allows it, and nothing reaches the target', async () => {
    const before = (await received(product.dev)).requests.length;
    const { status, body } = await agent.call('aws.write_security_group', {
      id: 'sg-1',
      protocol: 'tcp',
      port: 22,
      cidr: '0.0.0.0/0',
    });
    expect([status, body.status]).toEqual([403, 'denied']);
    expect(body.error?.message).toBeTruthy();
    expect((await received(product.dev)).requests.length).toBe(before);
    expect(await typesOf(body.id)).toEqual(['ToolCallProposed', 'ToolCallDecided', 'ToolCallFailed']);
  });

  it('waits for people when policy holds it, and runs exactly once right after the grant although the agent has gone', async () => {
    const call = await held();
    expect((await ada.post(`/approvals/${call.approval_id}/approve`)).status).toBe(200);
    await until('the effect', async () => (await effectsOf(call.id)) > 0);
    const { body } = await agent.outcome(call.id);
    expect(body.status).toBe('succeeded');
    expect(await effectsOf(call.id)).toBe(1);
    expect((await typesOf(call.id)).filter((type) => type === 'ToolCallStarted')).toHaveLength(1);
  });

  it('never runs when an approver rejects it', async () => {
    const call = await held();
    expect((await ben.post(`/approvals/${call.approval_id}/reject`, { reason: 'not today' })).status).toBe(200);
    const { body } = await agent.outcome(call.id);
    expect(body.status).toBe('rejected');
    expect(await effectsOf(call.id)).toBe(0);
  });

  it('cannot be approved by the agent, by an administrator who is no approver, by a second vote, or twice', async () => {
    const call = await held();
    const path = `/approvals/${call.approval_id}/approve`;
    expect((await personOf(product.dev, agent.key).post(path)).status).toBe(401);
    expect((await admin.post(path)).body).toMatchObject({ status: 403, code: 'not_an_approver' });
    expect((await ada.post(path, { actionDigest: `sha256:${'0'.repeat(64)}` })).body).toMatchObject({
      code: 'action_changed',
    });
    expect((await ada.post(path)).status).toBe(200);
    expect((await ben.post(path)).body).toMatchObject({ code: 'already_decided' });
    await agent.outcome(call.id);
    expect(await effectsOf(call.id)).toBe(1);
  });

  it('is one call for one idempotency key', async () => {
    const headers = { 'idempotency-key': 'deploy-42' };
    const first = await agent.call('logs.read', { service: 'search' }, headers);
    const second = await agent.call('logs.read', { service: 'search' }, headers);
    expect(second.body.id).toBe(first.body.id);
    expect((await agent.call('logs.read', { service: 'other' }, headers)).status).toBe(409);
    expect(await effectsOf(first.body.id)).toBe(1);
  });

  it('belongs to its tenant: another tenant sees neither the call nor its events', async () => {
    const { body } = await agent.call('logs.read', { service: 'checkout' });
    const [other] = Object.values(product.dev.otherTenants);
    if (!other) throw new Error('there is no second tenant');
    const stranger = agentOf(product.dev, Object.values(other.agents)[0]?.key);
    expect((await stranger.outcome(body.id, 0)).status).toBe(404);
    const strangersEvents = await personOf(product.dev, other.adminToken).get<Events>(`/events?subject=${body.id}`);
    expect(strangersEvents.body.events).toEqual([]);
  });
});

describe('a run that an agent opens', () => {
  const open = async (wish: object) => {
    const init = { method: 'POST', headers: { ...bearer(agent.key), 'content-type': 'application/json' } };
    const { status, body } = await agent.raw('/v1/runs', { ...init, body: JSON.stringify(wish) });
    expect(status).toBe(201);
    return body as { id: string; token: string };
  };
  const close = (run: { id: string; token: string }) =>
    agent.raw(`/v1/runs/${run.id}`, { method: 'DELETE', headers: bearer(run.token) });
  const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
  const leavesOf = async (type: string, run: string) => {
    const { body } = await admin.get<Events>(`/events?types=${type}&limit=100`);
    return body.events
      .map(({ leaf }) => JSON.parse(leaf) as { run?: string; data: object })
      .filter((leaf) => leaf.run === run);
  };

  it('has a token that works as a key, within the scope of the run and for its principal', async () => {
    const run = await open({ principal: 'ben.oncall', scope: { tools: ['logs.*'], models: ['demo-*'] } });
    const inRun = agentOf(product.dev, run.token);
    const read = await inRun.call('logs.read', { service: 'checkout' });
    expect([read.status, read.headers.get('x-countersign-run-id')]).toEqual([200, run.id]);
    const [proposed] = await leavesOf('ToolCallProposed', run.id);
    expect(proposed?.data).toMatchObject({ principal: 'ben.oncall' });
    const other = await inRun.call('github.open_pull_request', pullRequest);
    expect([other.status, other.headers.get('x-countersign-reason-code')]).toEqual([403, 'outside_run_scope']);
    await until('the refusal', async () => (await leavesOf('RequestRefused', run.id)).length === 1);
    await close(run);
  });

  it('opens nothing any more once it is closed, and its leases are revoked', async () => {
    const run = await open({});
    const inRun = agentOf(product.dev, run.token);
    expect((await inRun.call('logs.read', { service: 'checkout' })).status).toBe(200);
    expect((await close(run)).status).toBe(204);
    const refused = await until('the end of the token', async () => {
      const answer = await inRun.call('logs.read', { service: 'checkout' });
      return answer.status === 401 && answer;
    });
    expect(refused.headers.get('x-countersign-reason-code')).toBe('run_closed');
    await until('the lease to be revoked', async () => (await leavesOf('LeaseRevoked', run.id)).length === 1);
  });
});
