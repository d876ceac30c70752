import { describe, expect, it } from '@jest/globals';
import { interceptResponse } from '../intercept-response.js';
import type { BlockOutcome } from '../seam/block-outcome.js';
import type { HostedTool } from '../seam/inspected-request.js';
import type { JsonObject } from '../seam/json-object.js';
import { denied, outcomesByTool } from '../test-data/outcomes.js';
import {
  customItem,
  functionItem,
  messageItem,
  reasoningItem,
  responseOf,
  searchItem,
} from '../test-data/responses.js';
import { withheldOutputs, withOutputs } from './withheld-outputs.js';

const read = functionItem('call_read', 'logs_read', '{"service": "api"}');
const write = functionItem('call_write', 'aws_write', '{"cidr":"0.0.0.0/0"}');
const action = { type: 'exec', command: ['rm', '-rf', '/'], env: {} };
const shell = { id: 'lsh_1', type: 'local_shell_call', call_id: 'call_sh', status: 'completed', action };
const search: HostedTool = { family: 'web_search', name: 'web_search', type: 'web_search', pointer: '/tools/0' };

const intercept = (output: JsonObject[], hosted: HostedTool[] = []) =>
  interceptResponse('openai-responses', responseOf(output), { hosted });

function release(output: JsonObject[], byTool: Record<string, BlockOutcome> = {}): JsonObject {
  const found = intercept(output);
  if (!found.ok) throw new Error(found.refusal.message);
  return found.rebuild(outcomesByTool(found.toolCalls, byTool));
}

describe('interceptResponse for openai-responses', () => {
  it('finds functions, custom tools and the tools of OpenAI that the agent would run', () => {
    const patch = {
      id: 'apc_1',
      type: 'apply_patch_call',
      call_id: 'call_p',
      status: 'completed',
      operation: { type: 'delete_file', path: '/x' },
    };
    const computer = {
      id: 'cu_1',
      type: 'computer_call',
      call_id: 'call_c',
      status: 'completed',
      action: { type: 'wait' },
    };
    const found = intercept([
      reasoningItem('rs_1'),
      read,
      customItem('call_q', 'run_sql', 'SELECT 1'),
      shell,
      patch,
      computer,
    ]);
    expect(
      found.ok &&
        found.toolCalls.map(({ blockId, kind, toolName, argumentsJson }) => [blockId, kind, toolName, argumentsJson]),
    ).toEqual([
      ['output.1', 'function', 'logs_read', { ok: true, value: { service: 'api' } }],
      ['output.2', 'custom', 'run_sql', { ok: true, value: { input: 'SELECT 1' } }],
      ['output.3', 'builtin', 'local_shell', { ok: true, value: action }],
      ['output.4', 'builtin', 'apply_patch', { ok: true, value: { type: 'delete_file', path: '/x' } }],
      ['output.5', 'builtin', 'computer', { ok: true, value: { action: { type: 'wait' } } }],
    ]);
  });

  it('puts a message in the place of a denied call and leaves every other item as it is', () => {
    const output = [reasoningItem('rs_1'), write, reasoningItem('rs_2'), read];
    const released = release(output, { aws_write: denied('Not allowed.', 'dec_7') });
    const items = released.output as JsonObject[];
    expect(items.map((item, index) => item === output[index])).toEqual([true, false, true, true]);
    expect(items[1]).toEqual(messageItem('msg_call_7_1', 'Not allowed.'));
    expect(released.countersign).toEqual({
      withheld: [
        { output_index: 1, status: 'denied', call_id: 'call_7', decision_id: 'dec_7', reason_code: 'no_rule' },
      ],
    });
    expect(JSON.stringify(released)).not.toMatch(/call_write|aws_write|0\.0\.0\.0/);
  });

  it('names a tool in a namespace with it', () => {
    const found = intercept([{ ...read, namespace: 'prod' }]);
    expect(found.ok && found.toolCalls[0]?.toolName).toBe('prod.logs_read');
  });

  it('marks a call that the provider did not finish', () => {
    const found = intercept([{ ...read, status: 'incomplete' }]);
    expect(found.ok && found.toolCalls[0]?.argumentsJson).toMatchObject({
      ok: false,
      refusal: { reasonCode: 'call_incomplete' },
    });
  });

  it('passes what OpenAI ran if the request named it', () => {
    const found = intercept([searchItem('ws_1'), messageItem('msg_1', 'Found.')], [search]);
    expect(found).toMatchObject({ ok: true, toolCalls: [] });
  });

  it.each<[string, JsonObject]>([
    ['a web search', searchItem('ws_1')],
    [
      'an MCP call',
      { id: 'mcp_1', type: 'mcp_call', server_label: 'crm', name: 'delete', arguments: '{}', output: 'done' },
    ],
    [
      'an approval request of MCP',
      { id: 'mcpr_1', type: 'mcp_approval_request', server_label: 'crm', name: 'x', arguments: '{}' },
    ],
    ['a code interpreter', { id: 'ci_1', type: 'code_interpreter_call', code: 'x', container_id: 'c', outputs: [] }],
    [
      'a shell in a container',
      { ...shell, type: 'shell_call', environment: { type: 'container_reference', container_id: 'c' } },
    ],
    [
      'a tool search of the server',
      { id: 'ts_1', type: 'tool_search_call', call_id: null, execution: 'server', arguments: {} },
    ],
    ['a program', { id: 'p_1', type: 'program', call_id: 'c', code: 'x', fingerprint: 'f' }],
  ])('refuses %s that the request did not name', (_, item) => {
    expect(intercept([item])).toMatchObject({ ok: false, refusal: { reasonCode: 'unexpected_hosted_item' } });
  });

  it.each<[string, JsonObject, string]>([
    ['an unknown item', { id: 'x', type: 'hologram' }, 'unknown_wire_block'],
    [
      'a result that no one could have sent',
      { id: 'x', type: 'function_call_output', call_id: 'c', output: '' },
      'unknown_wire_block',
    ],
    ['an unknown content part', { ...messageItem('m', ''), content: [{ type: 'tool' }] }, 'unknown_wire_block'],
    ['a look-alike of the item type', { ...messageItem('m', ''), TYPE: 'function_call' }, 'ambiguous_field'],
    ['a call without an id', { ...read, call_id: '' }, 'malformed_response'],
    ['a call without a name', { ...read, name: '' }, 'malformed_response'],
  ])('refuses %s', (_, item, reasonCode) => {
    expect(intercept([item], [search])).toMatchObject({ ok: false, refusal: { reasonCode } });
  });

  it("captures the provider's own token counts", () => {
    const found = intercept([]);
    expect(found.ok && found.usage).toMatchObject({
      inputTokens: 90,
      outputTokens: 40,
      cachedTokens: 30,
      reasoningTokens: 12,
    });
  });

  it('answers withheld calls of a stored response before the input that continues it', () => {
    const found = intercept([write, read, shell, customItem('call_q', 'run_sql', 'x')]);
    if (!found.ok) throw new Error(found.refusal.message);
    const no = denied('No.');
    const outputs = withheldOutputs(
      found.toolCalls,
      outcomesByTool(found.toolCalls, { aws_write: no, local_shell: no, run_sql: no }),
    );
    const body: JsonObject = { model: 'm', previous_response_id: 'resp_1', input: 'go on' };
    expect(withOutputs(body, outputs).input).toEqual([
      { type: 'function_call_output', call_id: 'call_write', output: 'No.' },
      { type: 'local_shell_call_output', call_id: 'call_sh', output: 'No.' },
      { type: 'custom_tool_call_output', call_id: 'call_q', output: 'No.' },
      { role: 'user', content: 'go on' },
    ]);
    expect(body.input).toBe('go on');
  });
});
