import type { FastifyInstance } from 'fastify';
import { bearer } from './app.js';

type Json = Record<string, unknown>;
export interface RpcAnswer {
  status: number;
  headers: Record<string, unknown>;
  body: { id?: unknown; result?: Json; error?: { code: number; message: string; data?: Json } };
}

export const modernMeta = (capabilities: Json = {}): Json => ({
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': capabilities,
});

/** Posts what MCP clients post, of the older revisions and of the current one. */
export function mcpClient(http: FastifyInstance) {
  const post = async (payload: unknown, headers: Record<string, string> = {}): Promise<RpcAnswer> => {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const answer = await http.inject({ method: 'POST', url: '/mcp', headers: { ...bearer, ...headers }, body });
    return { status: answer.statusCode, headers: answer.headers, body: answer.body === '' ? {} : answer.json() };
  };
  const modern = (method: string, params: Json = {}, capabilities: Json = {}) => {
    const named = (params.name ?? params.taskId) as string | undefined;
    return post(
      { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: modernMeta(capabilities) } },
      {
        'mcp-protocol-version': '2026-07-28',
        'mcp-method': method,
        ...(named === undefined ? {} : { 'mcp-name': named }),
      },
    );
  };
  const legacy = (method: string, params: Json = {}, headers: Record<string, string> = {}) =>
    post({ jsonrpc: '2.0', id: 'a', method, params }, { 'mcp-protocol-version': '2025-11-25', ...headers });
  const initialize = async (capabilities: Json = {}, protocolVersion = '2025-11-25') => {
    const answer = await post({
      ...{ jsonrpc: '2.0', id: 0, method: 'initialize' },
      params: { protocolVersion, capabilities, clientInfo: { name: 'spec', version: '1' } },
    });
    return { answer, session: { 'mcp-session-id': String(answer.headers['mcp-session-id']) } };
  };
  return { post, modern, legacy, initialize };
}
