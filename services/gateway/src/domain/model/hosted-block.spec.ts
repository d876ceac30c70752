import { describe, expect, it } from '@jest/globals';
import { inspectRequest } from '../wire/inspect-request.js';
import type { WireFormat } from '../wire/seam/wire-format.js';
import { hostedBlocks } from './hosted-block.js';

function decidedFor(format: WireFormat, body: object) {
  const inspected = inspectRequest(format, { model: 'm', messages: [], ...body } as never);
  if (!inspected.ok) throw new Error(inspected.refusal.message);
  return hostedBlocks(inspected.request.hosted).map(({ toolName, argumentsText }) => [
    toolName,
    JSON.parse(argumentsText) as unknown,
  ]);
}

describe('what is decided about the tools of a provider', () => {
  it('is each of them, by its family, as the request says it', () => {
    const tools = [
      { type: 'web_search_20250305', name: 'web_search' },
      { type: 'code_execution_20250825', name: 'code_execution' },
    ];
    expect(decidedFor('anthropic-messages', { tools })).toEqual([
      ['hosted.web_search', { name: 'web_search', type: 'web_search_20250305' }],
      ['hosted.code_execution', { name: 'code_execution', type: 'code_execution_20250825' }],
    ]);
  });

  it('is an MCP server once, although a toolset names it again', () => {
    const servers = {
      mcp_servers: [{ type: 'url', name: 'docs', url: 'https://docs.example/mcp', authorization_token: 's' }],
    };
    const tools = [
      { type: 'mcp_toolset', mcp_server_name: 'docs' },
      { type: 'mcp_toolset', mcp_server_name: 'unknown' },
    ];
    expect(decidedFor('anthropic-messages', { ...servers, tools })).toEqual([
      ['hosted.mcp', { name: 'unknown', type: 'mcp_toolset' }],
      ['hosted.mcp', { name: 'docs', type: 'mcp_servers', url: 'https://docs.example/mcp' }],
    ]);
  });

  it('names a connector of the provider as such, and no secret of an address', () => {
    const tools = [
      { type: 'mcp', server_label: 'mail', connector_id: 'connector_gmail' },
      { type: 'mcp', server_label: 'docs', server_url: 'https://user:pass@docs.example:8443/mcp?key=s#x' },
    ];
    expect(decidedFor('openai-responses', { input: 'x', tools })).toEqual([
      ['hosted.mcp', { name: 'mail', type: 'mcp', connector: 'connector_gmail' }],
      ['hosted.mcp', { name: 'docs', type: 'mcp', url: 'https://docs.example:8443/mcp' }],
    ]);
  });
});
