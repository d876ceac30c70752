import { describe, expect, it } from '@jest/globals';
import { inspectRequest } from '../inspect-request.js';
import type { InspectedRequest } from '../seam/inspected-request.js';
import type { JsonObject } from '../seam/json-object.js';
import { deepFrozen } from '../test-data/deep-frozen.js';

const base: JsonObject = {
  model: 'claude-sonnet-4-5',
  max_tokens: 1024,
  messages: [{ role: 'user', content: 'hello' }],
};

function inspect(body: JsonObject): InspectedRequest {
  const result = inspectRequest('anthropic-messages', deepFrozen({ ...base, ...body }));
  if (!result.ok) throw new Error(`${result.refusal.reasonCode}: ${result.refusal.message}`);
  return result.request;
}

describe('inspectRequest for anthropic-messages', () => {
  it('reads model, fallback models, stream flag, token limit and user', () => {
    const request = inspect({ stream: true, metadata: { user_id: 'u1' }, fallbacks: [{ model: 'claude-haiku-4-5' }] });
    expect(request).toMatchObject({
      model: 'claude-sonnet-4-5',
      alternativeModels: ['claude-haiku-4-5'],
      stream: true,
    });
    expect(request).toMatchObject({ n: 1, maxOutputTokens: 1024, session: { user: 'u1' } });
    expect(inspect({ fallbacks: 'default' }).alternativeModels).toEqual(['default']);
  });

  it('lists tools that the agent runs: own ones, those with a schema of Anthropic, and toolsets', () => {
    const { tools, hosted } = inspect({
      tools: [
        {
          name: 'logs_read',
          input_schema: { type: 'object' },
          eager_input_streaming: true,
          cache_control: { type: 'ephemeral' },
        },
        { type: 'bash_20250124', name: 'bash' },
        { type: 'browser_toolset_20260801' },
      ],
    });
    expect(tools).toEqual([
      { name: 'logs_read', kind: 'function', type: 'custom', pointer: '/tools/0', schema: { type: 'object' } },
      { name: 'bash', kind: 'builtin', type: 'bash_20250124', pointer: '/tools/1' },
      { name: 'browser', kind: 'toolset', type: 'browser_toolset_20260801', pointer: '/tools/2' },
    ]);
    expect(hosted).toEqual([]);
  });

  it('finds what Anthropic would run itself: server tools, MCP servers and toolsets, skills', () => {
    const { hosted } = inspect({
      tools: [
        { type: 'web_search_20250305', name: 'web_search' },
        { type: 'code_execution_20260521', name: 'code_execution' },
        { type: 'mcp_toolset', mcp_server_name: 'crm' },
      ],
      mcp_servers: [{ type: 'url', name: 'crm', url: 'https://crm.example/sse', authorization_token: 'secret' }],
      container: { skills: [{ type: 'anthropic', skill_id: 'pptx' }] },
    });
    expect(hosted.map(({ family, name }) => [family, name])).toEqual([
      ['web_search', 'web_search'],
      ['code_execution', 'code_execution'],
      ['mcp', 'crm'],
      ['mcp', 'crm'],
      ['skill', 'pptx'],
    ]);
    expect(hosted[3]).toMatchObject({ url: 'https://crm.example/sse', pointer: '/mcp_servers/0' });
    expect(JSON.stringify(hosted)).not.toContain('secret');
  });

  it('finds tools that are added in the middle of a conversation', () => {
    const additions: JsonObject[] = [
      { type: 'tool_addition', tool: { type: 'tool_definition', definition: { name: 'late', input_schema: {} } } },
      { type: 'tool_addition', tool: { type: 'mcp_toolset_reference', server_name: 'crm' } },
    ];
    const { tools, hosted } = inspect({ messages: [{ role: 'system', content: additions }] });
    expect([tools.map(({ name }) => name), hosted.map(({ name }) => name)]).toEqual([['late'], ['crm']]);
  });

  it('hands every text to the detectors, nested results included, and skips sealed bytes', () => {
    const { text, toolResults } = inspect({
      system: [{ type: 'text', text: 'be careful', cache_control: { type: 'ephemeral' } }],
      messages: [
        {
          role: 'assistant',
          content: [
            { type: 'thinking', thinking: 'hm', signature: 'sealed' },
            { type: 'redacted_thinking', data: 'sealed' },
            { type: 'tool_use', id: 'toolu_1', name: 'f', input: { path: '/etc/passwd', 'a/b': 'x' } },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'toolu_1', content: [{ type: 'text', text: 'root' }] },
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
            { type: 'document', source: { type: 'text', media_type: 'text/plain', data: 'plain' } },
          ],
        },
      ],
    });
    expect(text.map(({ pointer, text: value, origin }) => [pointer, value, origin])).toEqual([
      ['/system/0/text', 'be careful', 'system'],
      ['/messages/0/content/0/thinking', 'hm', 'assistant'],
      ['/messages/0/content/2/name', 'f', 'assistant'],
      ['/messages/0/content/2/input/path', '/etc/passwd', 'assistant'],
      ['/messages/0/content/2/input/a~1b', 'x', 'assistant'],
      ['/messages/1/content/0/content/0/text', 'root', 'tool'],
      ['/messages/1/content/2/source/data', 'plain', 'user'],
    ]);
    expect(toolResults).toEqual([{ callId: 'toolu_1', pointer: '/messages/1/content/0' }]);
  });

  it('reads count_tokens by the same rules', () => {
    const body = { model: 'm', messages: base.messages!, tools: [{ type: 'web_fetch_20250910', name: 'web_fetch' }] };
    const result = inspectRequest('anthropic-count-tokens', body);
    expect(result).toMatchObject({ ok: true, request: { model: 'm', hosted: [{ family: 'web_fetch' }] } });
  });

  it.each<[string, JsonObject, string, string]>([
    ['an unknown tool type', { tools: [{ type: 'teleport_20270101', name: 'x' }] }, 'unknown_wire_block', '/tools/0'],
    ['a tool without a name', { tools: [{ input_schema: {} }] }, 'invalid_request', '/tools/0'],
    [
      'a thread with a tool that the provider runs',
      { thread: { type: 'create' }, tools: [{ type: 'web_search_20250305', name: 'web_search' }] },
      'thread_unsupported_request',
      '/thread',
    ],
    ['a look-alike of mcp_servers', { MCP_servers: [] }, 'ambiguous_field', ''],
    ['an unknown role', { messages: [{ role: 'root', content: '' }] }, 'unknown_wire_block', '/messages/0/role'],
    [
      'an unknown content block',
      { messages: [{ role: 'user', content: [{ type: 'exe' }] }] },
      'unknown_wire_block',
      '/messages/0/content/0',
    ],
    [
      'an unknown block in a result',
      {
        messages: [{ role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: [{ type: 'exe' }] }] }],
      },
      'unknown_wire_block',
      '/messages/0/content/0/content/0',
    ],
    ['a system prompt with more than text', { system: [{ type: 'tool_use' }] }, 'unknown_wire_block', '/system/0'],
  ])('refuses %s', (...[, body, reasonCode, param]) => {
    const result = inspectRequest('anthropic-messages', { ...base, ...body });
    expect(result).toMatchObject({ ok: false, refusal: { reasonCode, param } });
  });
});
