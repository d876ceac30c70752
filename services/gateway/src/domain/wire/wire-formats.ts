import type { GeneratingFormat, WireFormat, WireFormatDescriptor } from './seam/wire-format.js';

/** Every governed POST route of the agent plane. A path that is not here has no meaning and is refused. */
export const wireFormats: readonly WireFormatDescriptor[] = [
  openai('openai-chat', 'chat/completions', true),
  openai('openai-responses', 'responses', true),
  openai('openai-embeddings', 'embeddings', false),
  anthropic('anthropic-messages', 'messages', true),
  anthropic('anthropic-count-tokens', 'messages/count_tokens', false),
];

export function isGenerating(format: WireFormat): format is GeneratingFormat {
  return wireFormats.some((known) => known.format === format && known.generates);
}

function openai(format: WireFormat, path: string, generates: boolean): WireFormatDescriptor {
  const paths = [`/v1/${path}`, `/openai/v1/${path}`];
  return { format, family: 'openai', method: 'POST', paths, upstreamPath: `/${path}`, generates };
}

function anthropic(format: WireFormat, path: string, generates: boolean): WireFormatDescriptor {
  const paths = [`/v1/${path}`, `/anthropic/v1/${path}`];
  return { format, family: 'anthropic', method: 'POST', paths, upstreamPath: `/v1/${path}`, generates };
}
