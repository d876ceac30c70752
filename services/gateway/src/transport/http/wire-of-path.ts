import type { WireFormat, WireFormatDescriptor } from '../../domain/wire/seam/wire-format.js';
import { wireFormats } from '../../domain/wire/wire-formats.js';

const byPath = new Map(wireFormats.flatMap((wire) => wire.paths.map((path) => [path, wire] as const)));

export const wirePaths: string[] = [...byPath.keys()];

export function wireOfPath(path: string): WireFormatDescriptor | undefined {
  return byPath.get(path);
}

/**
 * In which form a path's errors are told; `problem` is that of our own routes (RFC 9457), `mcp` that of JSON-RPC.
 * Anthropic's clients say on every path who they are.
 */
export function errorFormatOf(path: string, isAnthropicClient: boolean): WireFormat | 'problem' | 'mcp' {
  const wire = byPath.get(path);
  if (wire) return wire.format;
  if (path === '/mcp') return 'mcp';
  if (/^\/v1\/(tool-calls|runs)(\/|$)/.test(path)) return 'problem';
  if (path.startsWith('/openai/')) return 'openai-chat';
  const isAnthropic = isAnthropicClient || path.startsWith('/anthropic/') || path.startsWith('/v1/messages');
  return isAnthropic ? 'anthropic-messages' : 'openai-chat';
}
