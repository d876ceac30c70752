import { describe, expect, it } from '@jest/globals';
import { inspectRequest } from '../inspect-request.js';
import type { InspectedRequest } from '../seam/inspected-request.js';
import type { JsonObject } from '../seam/json-object.js';
import { deepFrozen } from '../test-data/deep-frozen.js';

const base: JsonObject = { model: 'gpt-4.1', messages: [{ role: 'user', content: 'hello' }] };

function inspect(body: JsonObject): InspectedRequest {
  const result = inspectRequest('openai-chat', deepFrozen({ ...base, ...body }));
  if (!result.ok) throw new Error(`${result.refusal.reasonCode}: ${result.refusal.message}`);
  return result.request;
}

describe('inspectRequest for openai-chat', () => {
  it('reads model, stream flag, number of answers and token limit', () => {
    const request = inspect({
      stream: true,
      n: 3,
      max_completion_tokens: 500,
      max_tokens: 9,
      models: ['gpt-4.1-mini'],
    });
    expect(request).toMatchObject({
      model: 'gpt-4.1',
      stream: true,
      n: 3,
      maxOutputTokens: 500,
      alternativeModels: ['gpt-4.1-mini'],
    });
    expect(inspect({})).toMatchObject({ stream: false, n: 1 });
  });

  it('lists offered tools with kind and schema: functions, custom tools and legacy functions', () => {
    const { tools, hosted } = inspect({
      tools: [
        { type: 'function', function: { name: 'logs.read', parameters: { type: 'object' }, strict: true } },
        { type: 'custom', custom: { name: 'run_sql', format: { type: 'text' } } },
      ],
      functions: [{ name: 'old', parameters: {} }],
    });
    expect(tools).toEqual([
      { name: 'logs.read', kind: 'function', type: 'function', pointer: '/tools/0', schema: { type: 'object' } },
      { name: 'run_sql', kind: 'custom', type: 'custom', pointer: '/tools/1', schema: { type: 'text' } },
      { name: 'old', kind: 'function', type: 'function', pointer: '/functions/0', schema: {} },
    ]);
    expect(hosted).toEqual([]);
  });

  it('finds what the provider would run itself, as a tool or as a member', () => {
    const { hosted } = inspect({
      tools: [{ type: 'mcp', server_label: 'crm', server_url: 'https://crm.example/mcp', require_approval: 'never' }],
      web_search_options: {},
      plugins: [{ id: 'web' }],
    });
    expect(hosted).toEqual([
      { family: 'mcp', name: 'crm', type: 'mcp', url: 'https://crm.example/mcp', pointer: '/tools/0' },
      { family: 'web_search', name: 'web_search', type: 'web_search_options', pointer: '/web_search_options' },
      { family: 'plugin', name: 'web', type: 'plugins', pointer: '/plugins/0' },
    ]);
  });

  it('hands every text to the detectors with its place and origin', () => {
    const { text, toolResults } = inspect({
      messages: [
        { role: 'system', content: 'be careful' },
        {
          role: 'user',
          content: [
            { type: 'text', text: 'my card' },
            { type: 'image_url', image_url: { url: 'data:image/png;base64,AAAA' } },
            { type: 'image_url', image_url: { url: 'https://x.example/?secret=1' } },
          ],
        },
        {
          role: 'assistant',
          tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: '{"k":1}' } }],
        },
        { role: 'tool', tool_call_id: 'call_1', content: 'the result' },
      ],
    });
    expect(text).toEqual([
      { pointer: '/messages/0/content', text: 'be careful', origin: 'system' },
      { pointer: '/messages/1/content/0/text', text: 'my card', origin: 'user' },
      { pointer: '/messages/1/content/2/image_url/url', text: 'https://x.example/?secret=1', origin: 'user' },
      { pointer: '/messages/2/tool_calls/0/function/name', text: 'f', origin: 'assistant' },
      { pointer: '/messages/2/tool_calls/0/function/arguments', text: '{"k":1}', origin: 'assistant' },
      { pointer: '/messages/3/content', text: 'the result', origin: 'tool' },
    ]);
    expect(toolResults).toEqual([{ callId: 'call_1', pointer: '/messages/3' }]);
  });

  it('reads the claims about user and session', () => {
    const { session } = inspect({
      user: 'u1',
      prompt_cache_key: 'k1',
      safety_identifier: 's1',
      metadata: { run: '7' },
    });
    expect(session).toEqual({ user: 'u1', promptCacheKey: 'k1', safetyIdentifier: 's1', metadata: { run: '7' } });
  });

  it('lets unknown members at the top pass', () => {
    expect(inspect({ brand_new: { deep: [1] }, reasoning_effort: 'low' }).model).toBe('gpt-4.1');
  });

  it.each<[string, JsonObject, string, string]>([
    ['no model', { model: '' }, 'invalid_request', '/model'],
    ['a stream flag that is no flag', { stream: 'true' }, 'invalid_request', '/stream'],
    ['more answers than any provider gives', { n: 1000 }, 'invalid_request', '/n'],
    ['messages that are no array', { messages: 'hi' }, 'invalid_request', '/messages'],
    ['a second model under another case', { Model: 'gpt-5' }, 'ambiguous_field', ''],
    ['tools under look-alike letters', { 'tool\u017f': [] }, 'ambiguous_field', ''],
    ['an unknown tool type', { tools: [{ type: 'teleport' }] }, 'unknown_wire_block', '/tools/0'],
    ['a tool without a name', { tools: [{ type: 'function', function: {} }] }, 'invalid_request', '/tools/0'],
    ['an unknown role', { messages: [{ role: 'root', content: 'x' }] }, 'unknown_wire_block', '/messages/0/role'],
    [
      'an unknown content part',
      { messages: [{ role: 'user', content: [{ type: 'executable', body: 'x' }] }] },
      'unknown_wire_block',
      '/messages/0/content/0',
    ],
    [
      'an unknown tool call in the history',
      { messages: [{ role: 'assistant', tool_calls: [{ id: 'x', type: 'mcp' }] }] },
      'unknown_wire_block',
      '/messages/0/tool_calls/0',
    ],
  ])('refuses %s', (...[, body, reasonCode, param]) => {
    expect(inspectRequest('openai-chat', { ...base, ...body })).toMatchObject({
      ok: false,
      refusal: { reasonCode, param },
    });
  });
});
