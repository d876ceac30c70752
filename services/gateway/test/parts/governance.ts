import type { ProviderDocument, ToolDocument } from '@countersign/contracts';
import { digestOfJson } from '@countersign/evidence';

/** A governed tool reached over HTTP; members given here replace the defaults. */
export function httpTool(name: string, changes: Partial<ToolDocument> = {}): ToolDocument {
  return {
    kind: 'Tool',
    name,
    description: 'Reads logs.',
    status: 'approved',
    inputSchema: {
      type: 'object',
      properties: { service: { type: 'string' }, lines: { type: 'integer' } },
      required: ['service'],
      additionalProperties: false,
    },
    effects: [{ as: 'declared', kind: 'read', target: { type: 'service', name: 'logs' } }],
    connector: {
      kind: 'http',
      baseUrl: 'https://target.example',
      method: 'GET',
      path: '/logs/{service}',
      query: ['lines'],
      headers: {},
      timeoutMs: 30_000,
      maxResponseBytes: 1_048_576,
    },
    credential: { issuer: 'jwt', scope: ['logs:read'], ttlSeconds: 60 },
    ...changes,
  };
}

export function provider(changes: Partial<ProviderDocument> = {}): ProviderDocument {
  return {
    kind: 'Provider',
    name: 'demo',
    api: 'openai',
    baseUrl: 'https://models.example/v1',
    models: [{ name: 'demo-model', prices: [] }],
    apiKey: { secret: 'demo-key' },
    weight: 1,
    timeouts: { connectMs: 5000, firstByteMs: 60_000, totalMs: 600_000 },
    allowPrivateAddress: false,
    ...changes,
  };
}

export function definitionDigestOf(tool: ToolDocument): string {
  return digestOfJson(tool);
}

export function registryOf(tools: readonly ToolDocument[], providers: readonly ProviderDocument[]) {
  const registered = tools.map((document) => ({ definitionDigest: definitionDigestOf(document), document }));
  const agents = [{ kind: 'Agent', name: 'triage', owner: 'olivia', principal: 'paul' }];
  return { changed: true as const, revision: revisionOne, tools: registered, agents, providers: [...providers] };
}

export const revisionOne = `sha256:${'1'.repeat(64)}`;
