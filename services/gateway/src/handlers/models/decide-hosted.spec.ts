import { describe, expect, it } from '@jest/globals';
import { decisionOn } from '../../../test/parts/fake-policy.js';
import { ask, completion, prompt, requestOf } from '../../../test/parts/model-requests.js';
import { granted } from '../../../test/parts/requests.js';
import { World } from '../../../test/parts/world.js';
import { responseOf, searchItem } from '../../domain/wire/test-data/responses.js';
import { useGrant } from '../calls/use-grant.js';
import { answerModelCall } from './answer-model-call.js';

const search = { tools: [{ type: 'web_search' }] };
const mcp = { type: 'mcp', server_label: 'docs', server_url: 'https://user:secret@mcp.example/sse?token=secret' };

function askResponses(world: World, more: object) {
  const body = { model: 'demo-model', input: 'look it up', ...more };
  world.provider = async () => ({
    ...{ kind: 'answered', status: 200, headers: {} },
    body: Buffer.from(JSON.stringify(responseOf([searchItem('ws_1')]))),
  });
  return answerModelCall(world.parts)(requestOf('openai-responses', body));
}

describe('a tool that the provider would run', () => {
  it('is decided on the request, and what it did passes in the answer', async () => {
    const world = new World();
    const answer = await askResponses(world, search);
    expect(answer.ok && 'body' in answer && answer.body.toString()).toContain('web_search_call');
    expect(world.bus.find('ToolCallProposed').data).toMatchObject({ tool: 'hosted.web_search', mode: 'intercepted' });
    const types = world.bus.types();
    expect(types.indexOf('ToolCallReleased')).toBeLessThan(types.indexOf('ModelCallCompleted'));
  });

  it('keeps the request from leaving when policy denies it, which is on the record', async () => {
    const world = new World('deny');
    const answer = await askResponses(world, search);
    expect(answer).toMatchObject({ ok: false, refusal: { reasonCode: 'hosted_tool_denied' } });
    expect(world.asked).toEqual([]);
    expect(world.bus.find('ModelCallFailed').data).toMatchObject({
      ...{ reasonCode: 'hosted_tool_denied', dispatched: false },
    });
  });

  it('takes an allowed one along when it is denied', async () => {
    const world = new World();
    world.policy = (asked) => decisionOn(asked, asked.tool === 'hosted.mcp' ? 'deny' : 'allow');
    await askResponses(world, { tools: [...search.tools, mcp] });
    expect(world.asked).toEqual([]);
    expect(world.bus.types()).not.toContain('ToolCallReleased');
    expect(world.bus.types().filter((type) => type === 'ToolCallFailed')).toHaveLength(2);
  });

  it('shows policy where an MCP server is, and nothing that is secret about it', async () => {
    const world = new World();
    const seen: string[] = [];
    const { insert } = world.store;
    world.policy = (asked) => decisionOn(asked, 'hold');
    world.store.insert = (call) => (seen.push(call.argumentsText), insert.call(world.store, call));
    const asking = askResponses(world, { tools: [mcp] });
    await world.time.pass(25_001);
    await asking;
    expect(seen).toEqual(['{"name":"docs","type":"mcp","url":"https://mcp.example/sse"}']);
  });

  it('waits for people when policy holds it, and passes once after the grant', async () => {
    const world = new World('hold');
    const asking = askResponses(world, search);
    await world.time.pass(25_001);
    const held = await asking;
    expect(held).toMatchObject({ ok: false, refusal: { reasonCode: 'hosted_tool_held' } });
    expect(JSON.stringify(held)).toMatch(/apr_/);
    await useGrant(world.parts)(granted(world, await world.call(world.bus.find('ToolCallHeld').data.callId)));
    expect(await askResponses(world, search)).toMatchObject({ ok: true });
    expect(world.asked).toHaveLength(1);
  });

  it('is still refused in an answer to a request that did not name it', async () => {
    const world = new World();
    expect(await askResponses(world, {})).toMatchObject({ refusal: { reasonCode: 'unexpected_hosted_item' } });
  });

  it('lends its name to no tool of the agent', async () => {
    const world = new World();
    world.provider = async () => completion('', [{ name: 'hosted.web_search', args: {} }]);
    const answer = await ask(world, prompt);
    expect(answer.ok && answer.body.toString()).not.toContain('"tool_calls"');
    expect(world.bus.find('ToolCallFailed').data.reasonCode).toBe('tool_unknown');
  });
});
