import { afterEach, describe, expect, it } from '@jest/globals';
import { useGrant } from '../../src/handlers/calls/use-grant.js';
import { appOn } from '../parts/app.js';
import { mcpClient, type RpcAnswer } from '../parts/mcp-client.js';
import { granted } from '../parts/requests.js';
import { settled } from '../parts/virtual-time.js';
import { World } from '../parts/world.js';

let close = async (): Promise<unknown> => undefined;
afterEach(() => close());

async function gateway(verdict: 'hold' | 'deny' = 'hold') {
  const world = new World(verdict);
  const { http, app } = await appOn(world);
  close = () => app.close();
  /** People approve the call, and it runs. */
  const approve = async (callId: string) => {
    const call = await world.call(callId);
    await useGrant(world.parts)(granted(world, call));
    await settled();
  };
  return { world, client: mcpClient(http), approve };
}

const call = { name: 'logs.read', arguments: { service: 'web' } };
const links = { elicitation: { url: {} } };
const tasks = { extensions: { 'io.modelcontextprotocol/tasks': {} } };
const callIdOf = ({ body }: RpcAnswer) =>
  (body.result?._meta as Record<string, { call_id: string }>)['countersign/call']?.call_id ?? '';
const approvalOf = (answer: RpcAnswer) => callIdOf(answer).replace('call_', 'apr_');
const status = (approval_id: string) => ({ name: 'approval_status', arguments: { approval_id } });

describe('a held call over MCP', () => {
  it('is a pending result with the approval, its link and how often to ask', async () => {
    const { client, world } = await gateway();
    const answer = await client.legacy('tools/call', call);
    expect(answer.body.result).toMatchObject({
      structuredContent: {
        ...{ status: 'pending_approval', approval_id: approvalOf(answer), poll_interval_seconds: expect.any(Number) },
        approval_url: `https://console.example/approvals/${approvalOf(answer)}`,
      },
    });
    expect(answer.body.result?.isError).toBeUndefined();
    expect(JSON.stringify(answer.body.result?.content)).toContain('approval_wait');
    expect(world.sent).toEqual([]);
  });

  it('can be asked after, and is told with its result once it ran', async () => {
    const { client, approve } = await gateway();
    const held = await client.legacy('tools/call', call);
    const before = await client.legacy('tools/call', status(approvalOf(held)));
    expect(before.body.result?.structuredContent).toMatchObject({ status: 'pending_approval' });
    await approve(callIdOf(held));
    const after = await client.legacy('tools/call', status(approvalOf(held)));
    expect(after.body.result).toMatchObject({ structuredContent: { lines: ['one'] } });
  });

  it('of another agent cannot be seen', async () => {
    const { client, world } = await gateway();
    const held = await client.legacy('tools/call', call);
    await world.time.pass(60_000);
    world.rpc.on('rpc.credentials.authenticateAgentKey', () => ({ keyId: 'key_2', tenant: 'acme', agent: 'other' }));
    const { body } = await client.legacy('tools/call', status(approvalOf(held)));
    expect(body.result).toMatchObject({ isError: true, structuredContent: { error: { code: 'not_found' } } });
    const task = await client.modern('tasks/get', { taskId: callIdOf(held) });
    expect(task.body.error?.data).toEqual({ reason_code: 'not_found' });
  });

  it('asks a client of the current revision to show the link, and goes on when the request is made again', async () => {
    const { client, world, approve } = await gateway();
    const { body } = await client.modern('tools/call', call, links);
    expect(body.result).toMatchObject({
      resultType: 'input_required',
      inputRequests: { approval: { method: 'elicitation/create', params: { mode: 'url' } } },
    });
    const { requestState } = body.result as { requestState: string };
    const [callId] = world.bus.events.filter(({ type }) => type === 'ToolCallHeld').map(({ subject }) => subject);
    await approve(callId ?? '');
    const inputResponses = { approval: { action: 'accept' } };
    const again = await client.modern('tools/call', { ...call, requestState, inputResponses }, links);
    expect(again.body.result).toMatchObject({ resultType: 'complete', structuredContent: { lines: ['one'] } });
    expect(world.bus.types().filter((type) => type === 'ToolCallProposed')).toHaveLength(1);
  });

  it('takes no state for another request than the one it was given for', async () => {
    const { client, world } = await gateway();
    const { body } = await client.modern('tools/call', call, links);
    const { requestState } = body.result as { requestState: string };
    const other = { name: 'logs.read', arguments: { service: 'db' }, requestState };
    expect((await client.modern('tools/call', other, links)).body.error?.code).toBe(-32602);
    expect((await client.modern('tools/call', { ...call, requestState: 'a.b' }, links)).body.error?.code).toBe(-32602);
    expect(world.sent).toEqual([]);
  });

  it('is a task where the client knows tasks, with the result in the end', async () => {
    const { client, approve } = await gateway();
    const created = await client.modern('tools/call', call, tasks);
    expect(created.body.result).toMatchObject({ resultType: 'task', status: 'working', ttlMs: null });
    const { taskId } = created.body.result as { taskId: string };
    await approve(taskId);
    const got = await client.modern('tasks/get', { taskId }, tasks);
    expect(got.body.result).toMatchObject({
      ...{ resultType: 'complete', status: 'completed' },
      result: { structuredContent: { lines: ['one'] } },
    });
  });

  it('is a task of a session too, whose result is fetched', async () => {
    const { client, approve } = await gateway();
    const created = await client.legacy('tools/call', { ...call, task: { ttl: 60_000 } });
    const { task } = created.body.result as { task: { taskId: string; status: string } };
    expect(task.status).toBe('working');
    await approve(task.taskId);
    const got = await client.legacy('tasks/get', { taskId: task.taskId });
    expect(got.body.result).toMatchObject({ status: 'completed' });
    const result = await client.legacy('tasks/result', { taskId: task.taskId });
    expect(result.body.result).toMatchObject({ structuredContent: { lines: ['one'] } });
  });
});

describe('a task that its agent cancels', () => {
  it('is taken back while it waits for people, and does not run under a grant that comes too late', async () => {
    const { client, world, approve } = await gateway();
    const created = await client.legacy('tools/call', { ...call, task: {} });
    const { taskId } = (created.body.result as { task: { taskId: string } }).task;
    const cancelled = await client.legacy('tasks/cancel', { taskId });
    expect(cancelled.body.result).toMatchObject({ taskId, status: 'cancelled' });
    expect(world.bus.find('ToolCallFailed').data).toMatchObject({ reasonCode: 'withdrawn', started: false });
    await approve(taskId);
    expect(world.sent).toEqual([]);
    expect((await client.legacy('tasks/cancel', { taskId })).body.error?.code).toBe(-32602);
  });

  it('goes on once people have granted it', async () => {
    const { client, approve } = await gateway();
    const created = await client.modern('tools/call', call, tasks);
    const { taskId } = created.body.result as { taskId: string };
    await approve(taskId);
    expect((await client.modern('tasks/cancel', { taskId }, tasks)).body.result).toMatchObject({
      resultType: 'complete',
    });
    expect((await client.modern('tasks/get', { taskId }, tasks)).body.result).toMatchObject({ status: 'completed' });
  });
});

describe('a denied call over MCP', () => {
  it('is a result that says why, with the decision for the machine', async () => {
    const { client, world } = await gateway('deny');
    const { body } = await client.modern('tools/call', call);
    expect(body.result).toMatchObject({
      isError: true,
      structuredContent: { status: 'denied', error: expect.anything() },
    });
    expect(body.result?._meta).toMatchObject({
      'countersign/call': { decision_id: expect.any(String), reason_code: expect.any(String) },
    });
    expect(world.sent).toEqual([]);
  });
});
