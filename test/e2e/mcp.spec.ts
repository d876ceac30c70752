import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  Client as CurrentClient,
  StreamableHTTPClientTransport as CurrentTransport,
} from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { CallToolResultSchema, ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { agentOf, personOf, pullRequest, received, until } from './callers.js';
import { startProduct, type Product } from './product.js';

let product: Product;
let ada: ReturnType<typeof personOf>;

beforeAll(async () => {
  product = await startProduct({ portBase: 24_150, env: { COUNTERSIGN_GATEWAY_HELD_CALL_WAIT_MS: '50000' } });
  ada = personOf(product.dev, product.dev.approvers[0]?.token ?? '');
});

afterAll(() => product.stop());

const info = { name: 'e2e', version: '1' };
const url = () => new URL(`${product.dev.gatewayUrl}/mcp`);
const withKey = (key: string) => ({ requestInit: { headers: { authorization: `Bearer ${key}` } } });

/** The official client of the older revisions, with a session. */
async function sessionClient(key = agentOf(product.dev).key, capabilities = {}) {
  const client = new Client(info, { capabilities });
  await client.connect(new StreamableHTTPClientTransport(url(), withKey(key)));
  return client;
}

/** The official client of the current revision, without any session. */
async function currentClient(capabilities = {}) {
  const client = new CurrentClient(info, { capabilities, versionNegotiation: { mode: 'auto' } });
  await client.connect(new CurrentTransport(url(), withKey(agentOf(product.dev).key)));
  return client;
}

let pulls = 0;
const pull = () => ({ name: 'github.open_pull_request', arguments: { ...pullRequest, title: `Fix ${++pulls}` } });
const textOf = (result: object) => (result as { content: { text: string }[] }).content[0]?.text ?? '';
const dataOf = (result: object) => (result as { structuredContent: Record<string, unknown> }).structuredContent;

async function approve(approvalId: unknown) {
  await until('the approval', async () => (await ada.get(`/approvals/${approvalId}`)).status === 200);
  expect((await ada.post(`/approvals/${approvalId}/approve`)).status).toBe(200);
}

describe('an MCP client at the gateway', () => {
  it('sees the tools that its agent could get, and those with which it follows its approvals', async () => {
    const names = ['approval_status', 'approval_wait', 'github.open_pull_request', 'logs.read'];
    const older = await sessionClient();
    expect((await older.listTools()).tools.map(({ name }) => name)).toEqual(names);
    const current = await currentClient();
    expect(current.getNegotiatedProtocolVersion()).toBe('2026-07-28');
    expect((await current.listTools()).tools.map(({ name }) => name)).toEqual(names);
    await Promise.all([older.close(), current.close()]);
  });

  it.each([
    ['with a session', sessionClient],
    ['of the current revision', currentClient],
  ])('%s runs what policy allows, and is told why of what it denies', async (_, connect) => {
    const client = (await connect()) as Client;
    const read = await client.callTool({ name: 'logs.read', arguments: { service: 'checkout' } });
    expect([read.isError, textOf(read)]).toEqual([undefined, expect.stringContaining('checkout')]);
    const arguments_ = { id: 'sg-1', protocol: 'tcp', port: 22, cidr: '0.0.0.0/0' };
    const denied = await client.callTool({ name: 'aws.write_security_group', arguments: arguments_ });
    expect(denied.isError).toBe(true);
    expect(textOf(denied)).toMatch(/denied by policy/);
    expect(dataOf(denied)).toMatchObject({ status: 'denied', decision_id: expect.stringMatching(/^dec_/) });
    await client.close();
  });

  it('gets a held call as pending, waits for the people’s decision with a tool, and then has the result', async () => {
    const client = await sessionClient();
    const held = await client.callTool(pull());
    const { approval_id, status } = dataOf(held);
    expect(status).toBe('pending_approval');
    const waiting = client.callTool({ name: 'approval_wait', arguments: { approval_id, timeout_seconds: 50 } });
    await approve(approval_id);
    const done = await waiting;
    expect([done.isError, dataOf(done)]).toEqual([undefined, expect.objectContaining({ title: expect.any(String) })]);
    const [stranger] = Object.values(product.dev.otherTenants);
    const other = await sessionClient(Object.values(stranger?.agents ?? {})[0]?.key);
    const seen = await other.callTool({ name: 'approval_status', arguments: { approval_id } });
    expect(dataOf(seen)).toMatchObject({ error: { code: 'not_found' } });
    await Promise.all([client.close(), other.close()]);
  });

  it('can take a held call as a task, which completes when the granted call has run', async () => {
    const client = await sessionClient();
    await client.listTools();
    const stream = client.experimental.tasks.callToolStream(pull(), CallToolResultSchema, { task: { ttl: 300_000 } });
    const seen: string[] = [];
    for await (const message of stream) {
      seen.push(message.type);
      if (message.type === 'taskCreated') await approve(message.task.taskId.replace('call_', 'apr_'));
      if (message.type === 'result') expect(message.result.isError).toBeUndefined();
    }
    expect([seen[0], seen.at(-1)]).toEqual(['taskCreated', 'result']);
    await client.close();
  });

  it('can take its task back while it waits, and people are no longer asked', async () => {
    const client = await sessionClient();
    const stream = client.experimental.tasks.callToolStream(pull(), CallToolResultSchema, { task: { ttl: 300_000 } });
    const created = (await stream.next()).value as { type: string; task: { taskId: string } };
    const { taskId } = created.task;
    expect((await client.experimental.tasks.cancelTask(taskId)).status).toBe('cancelled');
    await until('the withdrawal', async () => {
      const { body } = await ada.get(`/approvals/${taskId.replace('call_', 'apr_')}`);
      return body.status === 'cancelled';
    });
    await client.close();
  });

  it('that can show links is asked to show the approval’s, and gets the result in the same call', async () => {
    const client = await sessionClient(undefined, { elicitation: { url: {} } });
    client.setRequestHandler(ElicitRequestSchema, async ({ params }) => {
      await approve(/apr_[0-9a-f]+/.exec('url' in params ? String(params.url) : '')?.[0]);
      return { action: 'accept' as const };
    });
    const done = await client.callTool(pull());
    expect([done.isError, dataOf(done)]).toEqual([undefined, expect.objectContaining({ title: expect.any(String) })]);
    await client.close();
  });

  it('of the current revision that can show links makes its request again and gets the result', async () => {
    const client = await currentClient({ elicitation: { url: {} } });
    client.setRequestHandler('elicitation/create', async ({ params }) => {
      await approve(/apr_[0-9a-f]+/.exec('url' in params ? String(params.url) : '')?.[0]);
      return { action: 'accept' as const };
    });
    const done = await client.callTool(pull());
    expect([done.isError, dataOf(done)]).toEqual([undefined, expect.objectContaining({ title: expect.any(String) })]);
    await client.close();
  });

  it('leaves its call running when it goes away', async () => {
    const client = await sessionClient();
    const held = dataOf(await client.callTool(pull()));
    await client.close();
    await approve(held.approval_id);
    await until('the effect', async () => {
      const { requests } = await received(product.dev);
      return requests.some(({ lease }) => lease.call === String(held.id));
    });
  });

  it.each([
    ['a key twice', '{"jsonrpc":"2.0","id":1,"method":"tools/list","method":"tools/call"}'],
    [
      'a prototype',
      '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"x","arguments":{"__proto__":{}}}}',
    ],
    ['several messages', '[{"jsonrpc":"2.0","id":1,"method":"tools/list"}]'],
  ])('that sends %s is refused before anything is read of it', async (_, body) => {
    const headers = { authorization: `Bearer ${agentOf(product.dev).key}`, 'content-type': 'application/json' };
    const answer = await agentOf(product.dev).raw('/mcp', { method: 'POST', headers, body });
    expect([answer.status, answer.body]).toEqual([400, expect.objectContaining({ error: expect.anything() })]);
  });

  it('is refused without a key that is known', async () => {
    await expect(sessionClient('csa_no-such-key')).rejects.toThrow();
  });
});
