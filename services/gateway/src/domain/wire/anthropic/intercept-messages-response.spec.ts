import { describe, expect, it } from '@jest/globals';
import { interceptResponse } from '../intercept-response.js';
import type { BlockOutcome } from '../seam/block-outcome.js';
import type { JsonObject } from '../seam/json-object.js';
import { anthropicMessage, thinking, toolUse } from '../test-data/anthropic-message.js';
import { denied, outcomesByTool } from '../test-data/outcomes.js';

const text = { type: 'text', text: 'Let me look.' };
const read = { ...toolUse('toolu_read', 'logs_read', { service: 'api' }), caller: { type: 'direct' } };
const write = toolUse('toolu_write', 'aws_write', { cidr: '0.0.0.0/0' });
const search = { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'x' } };
const allowSearch = [{ family: 'web_search', name: 'web_search', type: 'web_search_20250305', pointer: '/tools/0' }];

function release(body: JsonObject, byTool: Record<string, BlockOutcome> = {}): JsonObject {
  const found = interceptResponse('anthropic-messages', body, { hosted: allowSearch });
  if (!found.ok) throw new Error(found.refusal.message);
  return found.rebuild(outcomesByTool(found.toolCalls, byTool));
}

describe('interceptResponse for anthropic-messages', () => {
  it('finds tool uses with their place, name, id and arguments', () => {
    const found = interceptResponse('anthropic-messages', anthropicMessage([thinking, text, read]), { hosted: [] });
    expect(found.ok && found.toolCalls).toEqual([
      {
        blockId: 'content.2',
        kind: 'function',
        toolName: 'logs_read',
        callId: 'toolu_read',
        argumentsText: '{"service":"api"}',
        argumentsJson: { ok: true, value: { service: 'api' } },
      },
    ]);
  });

  it('gives back the very same body when every tool use passes and stands last', () => {
    const body = anthropicMessage([thinking, text, read, write]);
    expect(release(body)).toBe(body);
  });

  it('drops a denied tool use, keeps thinking and siblings as they are and puts the text before the tool uses', () => {
    const released = release(anthropicMessage([thinking, text, write, read]), { aws_write: denied('Not allowed.') });
    expect(released.content).toEqual([thinking, text, { type: 'text', text: 'Not allowed.' }, read]);
    expect((released.content as JsonObject[])[3]).toBe(read);
    expect(released.stop_reason).toBe('tool_use');
    expect(JSON.stringify(released)).not.toMatch(/toolu_write|aws_write|0\.0\.0\.0/);
  });

  it('ends the turn when the last tool use is denied and leaves other stop reasons alone', () => {
    const outcome = { aws_write: denied() };
    expect(release(anthropicMessage([write]), outcome).stop_reason).toBe('end_turn');
    expect(release(anthropicMessage([write], 'max_tokens'), outcome).stop_reason).toBe('max_tokens');
    expect(release(anthropicMessage([write]), outcome).countersign).toEqual({
      withheld: [{ status: 'denied', call_id: 'call_1', decision_id: 'dec_1', reason_code: 'no_rule' }],
    });
  });

  it('moves tool uses behind text that the provider put after them', () => {
    expect(release(anthropicMessage([read, text])).content).toEqual([text, read]);
  });

  it('names a member of a toolset apart from a tool with the same name', () => {
    const navigate = { ...toolUse('toolu_n', 'navigate', { url: 'https://x.example' }), toolset_name: 'browser' };
    const found = interceptResponse('anthropic-messages', anthropicMessage([navigate]), { hosted: [] });
    expect(found.ok && found.toolCalls[0]).toMatchObject({ toolName: 'browser.navigate', kind: 'builtin' });
  });

  it('passes what Anthropic ran if the request named it and refuses it otherwise', () => {
    const result = { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] };
    const body = anthropicMessage([search, result, text], 'end_turn');
    expect(release(body)).toBe(body);
    expect(interceptResponse('anthropic-messages', body, { hosted: [] })).toMatchObject({
      ok: false,
      refusal: { reasonCode: 'unexpected_hosted_item' },
    });
  });

  it('passes MCP tool uses of the named server only', () => {
    const call = { type: 'mcp_tool_use', id: 'mcptoolu_1', name: 'delete', server_name: 'crm', input: {} };
    const hosted = [{ family: 'mcp', name: 'other', type: 'mcp_servers', pointer: '/mcp_servers/0' }];
    const found = interceptResponse('anthropic-messages', anthropicMessage([call]), { hosted });
    expect(found).toMatchObject({ ok: false, refusal: { reasonCode: 'unexpected_hosted_item' } });
  });

  it.each<[string, JsonObject, string]>([
    ['an unknown content block', anthropicMessage([{ type: 'hologram' }]), 'unknown_wire_block'],
    ['a server tool that is not known', anthropicMessage([{ ...search, name: 'teleport' }]), 'unknown_wire_block'],
    ['a look-alike of the block type', anthropicMessage([{ ...text, Type: 'tool_use' }]), 'ambiguous_field'],
    ['a look-alike of content', { ...anthropicMessage([]), Content: [write] }, 'ambiguous_field'],
    ['a tool use without an id', anthropicMessage([toolUse('', 'x', {})]), 'malformed_response'],
    ['a body that is no message', { type: 'error' }, 'malformed_response'],
  ])('refuses %s', (_, body, reasonCode) => {
    const found = interceptResponse('anthropic-messages', body, { hosted: allowSearch });
    expect(found).toMatchObject({ ok: false, refusal: { reasonCode } });
  });

  it('marks input that is no object, so that it cannot pass', () => {
    const found = interceptResponse('anthropic-messages', anthropicMessage([{ ...write, input: 'rm' }]), {
      hosted: [],
    });
    expect(found.ok && found.toolCalls[0]?.argumentsJson.ok).toBe(false);
  });

  it('counts cached tokens into the input', () => {
    const found = interceptResponse('anthropic-messages', anthropicMessage([text], 'end_turn'), { hosted: [] });
    expect(found.ok && found.usage).toMatchObject({
      inputTokens: 100,
      outputTokens: 21,
      cachedTokens: 50,
      cacheWriteTokens: 10,
    });
  });
});
