import { describe, expect, it } from '@jest/globals';
import { inspectRequest } from '../inspect-request.js';
import type { InspectedRequest } from '../seam/inspected-request.js';
import type { JsonObject } from '../seam/json-object.js';
import { deepFrozen } from '../test-data/deep-frozen.js';

const base: JsonObject = { model: 'gpt-5', input: 'hello' };

function inspect(body: JsonObject): InspectedRequest {
  const result = inspectRequest('openai-responses', deepFrozen({ ...base, ...body }));
  if (!result.ok) throw new Error(`${result.refusal.reasonCode}: ${result.refusal.message}`);
  return result.request;
}

describe('inspectRequest for openai-responses', () => {
  it('reads model, stream flag, token limit and what the request continues', () => {
    const request = inspect({ stream: true, max_output_tokens: 300, previous_response_id: 'resp_1', user: 'u1' });
    expect(request).toMatchObject({ model: 'gpt-5', stream: true, n: 1, maxOutputTokens: 300 });
    expect(request.session).toEqual({ user: 'u1', continues: 'resp_1' });
    expect(inspect({ conversation: { id: 'conv_1' } }).session.continues).toBe('conv_1');
  });

  it('lists tools that the agent runs, namespaces and tools with a schema of OpenAI included', () => {
    const { tools, hosted } = inspect({
      tools: [
        { type: 'function', name: 'logs_read', parameters: { type: 'object' }, strict: true },
        { type: 'custom', name: 'run_sql', format: { type: 'text' } },
        { type: 'namespace', name: 'crm', description: '', tools: [{ type: 'function', name: 'delete' }] },
        { type: 'computer_use_preview', display_width: 1, display_height: 1, environment: 'browser' },
        { type: 'shell', environment: { type: 'local' } },
        { type: 'apply_patch' },
      ],
    });
    expect(tools.map(({ name, kind }) => [name, kind])).toEqual([
      ['logs_read', 'function'],
      ['run_sql', 'custom'],
      ['crm.delete', 'function'],
      ['computer', 'builtin'],
      ['shell', 'builtin'],
      ['apply_patch', 'builtin'],
    ]);
    expect([tools[0]!.schema, hosted]).toEqual([{ type: 'object' }, []]);
  });

  it('finds what OpenAI would run itself, whatever date its type carries', () => {
    const { hosted } = inspect({
      tools: [
        { type: 'web_search_2025_08_26' },
        { type: 'code_interpreter', container: { type: 'auto' } },
        { type: 'mcp', server_label: 'crm', server_url: 'https://crm.example/mcp', authorization: 'secret' },
        { type: 'mcp', server_label: 'drive', connector_id: 'connector_googledrive' },
        { type: 'shell', environment: { type: 'container_auto' } },
        { type: 'shell' },
      ],
      prompt: { id: 'pmpt_1', variables: { name: 'Ada' } },
    });
    expect(hosted.map(({ family, name, url }) => [family, name, url])).toEqual([
      ['web_search', 'web_search', undefined],
      ['code_execution', 'code_execution', undefined],
      ['mcp', 'crm', 'https://crm.example/mcp'],
      ['mcp', 'drive', 'connector_googledrive'],
      ['code_execution', 'shell', undefined],
      ['code_execution', 'shell', undefined],
      ['stored_prompt', 'pmpt_1', undefined],
    ]);
    expect(JSON.stringify(hosted)).not.toContain('secret');
  });

  it('finds tools that items of the input bring along', () => {
    const { tools, hosted } = inspect({
      input: [
        { type: 'additional_tools', role: 'developer', tools: [{ type: 'mcp', server_label: 'late' }] },
        { type: 'tool_search_output', call_id: 'c', tools: [{ type: 'function', name: 'found' }] },
      ],
    });
    expect([tools.map(({ name }) => name), hosted.map(({ name }) => name)]).toEqual([['found'], ['late']]);
  });

  it('hands every text to the detectors with its place and origin', () => {
    const { text, toolResults } = inspect({
      instructions: 'be careful',
      prompt: { id: 'p', variables: { name: 'Ada' } },
      input: [
        { role: 'user', content: [{ type: 'input_text', text: 'hi' }] },
        { type: 'reasoning', id: 'rs_1', summary: [{ type: 'summary_text', text: 'hm' }], encrypted_content: 'sealed' },
        { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'f', arguments: '{"k":1}' },
        { type: 'function_call_output', call_id: 'call_1', output: 'the result' },
        { id: 'msg_0' },
      ],
    });
    expect(text.map(({ pointer, text: value, origin }) => [pointer, value, origin])).toEqual([
      ['/instructions', 'be careful', 'system'],
      ['/prompt/variables/name', 'Ada', 'user'],
      ['/input/0/content/0/text', 'hi', 'user'],
      ['/input/1/summary/0/text', 'hm', 'assistant'],
      ['/input/2/name', 'f', 'assistant'],
      ['/input/2/arguments', '{"k":1}', 'assistant'],
      ['/input/3/output', 'the result', 'tool'],
    ]);
    expect(toolResults).toEqual([{ callId: 'call_1', pointer: '/input/3' }]);
    expect(inspect({}).text).toEqual([{ pointer: '/input', text: 'hello', origin: 'user' }]);
  });

  it.each<[string, JsonObject, string, string]>([
    ['an answer in the background', { background: true }, 'ungovernable_request', '/background'],
    [
      'an agent that grants an approval request',
      { input: [{ type: 'mcp_approval_response', approval_request_id: 'mcpr_1', approve: true }] },
      'agent_cannot_approve',
      '/input/0',
    ],
    ['an unknown tool type', { tools: [{ type: 'teleport' }] }, 'unknown_wire_block', '/tools/0'],
    ['an unknown item', { input: [{ type: 'hologram' }] }, 'unknown_wire_block', '/input/0'],
    ['an item without a type', { input: [{}] }, 'unknown_wire_block', '/input/0'],
    ['an unknown role', { input: [{ role: 'root', content: '' }] }, 'unknown_wire_block', '/input/0/role'],
    [
      'an unknown part',
      { input: [{ role: 'user', content: [{ type: 'exe' }] }] },
      'unknown_wire_block',
      '/input/0/content/0',
    ],
    ['a look-alike of tools', { Tools: [] }, 'ambiguous_field', ''],
    ['an input that is neither text nor list', { input: 7 }, 'invalid_request', '/input'],
  ])('refuses %s', (...[, body, reasonCode, param]) => {
    const result = inspectRequest('openai-responses', { ...base, ...body });
    expect(result).toMatchObject({ ok: false, refusal: { reasonCode, param } });
  });

  it('lets an agent decline an approval request', () => {
    expect(
      inspect({ input: [{ type: 'mcp_approval_response', approval_request_id: 'm', approve: false }] }).model,
    ).toBe('gpt-5');
  });
});
