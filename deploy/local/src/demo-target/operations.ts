import { z } from 'zod';
import { sampleLogs } from './sample-logs.js';

export interface OperationRequest {
  params: unknown;
  query: unknown;
  body: unknown;
}

export interface Operation {
  id: string;
  method: 'GET' | 'POST';
  url: string;
  scope: string;
  /** Null when the request is not one this operation takes. */
  perform(request: OperationRequest): { status: number; body: unknown } | null;
}

const name = z.string().regex(/^[A-Za-z0-9._-]{1,100}$/);
const logsQuerySchema = z.strictObject({
  service: z.string().regex(/^[a-z0-9-]{1,63}$/),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
const repositorySchema = z.strictObject({ owner: name, repo: name });
const pullSchema = z.strictObject({
  title: z.string().min(1).max(256),
  head: name,
  base: name,
  body: z.string().max(65_536).optional(),
});
const groupSchema = z.strictObject({ id: name });
const ruleSchema = z.strictObject({
  protocol: z.enum(['tcp', 'udp']),
  port: z.int().min(1).max(65_535),
  cidr: z.string().max(64),
  description: z.string().max(256).optional(),
});

const readLogs: Operation = {
  id: 'readLogs',
  method: 'GET',
  url: '/logs',
  scope: 'logs:read',
  perform({ query }) {
    const parsed = logsQuerySchema.safeParse(query);
    if (!parsed.success) return null;
    const { service, limit } = parsed.data;
    return { status: 200, body: { service, lines: sampleLogs(service).slice(-limit) } };
  },
};

function openPullRequest(): Operation {
  let opened = 0;
  return {
    id: 'openPullRequest',
    method: 'POST',
    url: '/repos/:owner/:repo/pulls',
    scope: 'pulls:write',
    perform({ params, body }) {
      const repository = repositorySchema.safeParse(params);
      const pull = pullSchema.safeParse(body);
      if (!repository.success || !pull.success) return null;
      opened += 1;
      const { owner, repo } = repository.data;
      return { status: 201, body: { number: opened, state: 'open', repository: `${owner}/${repo}`, ...pull.data } };
    },
  };
}

function writeSecurityGroupRule(): Operation {
  let written = 0;
  return {
    id: 'writeSecurityGroupRule',
    method: 'POST',
    url: '/security-groups/:id/rules',
    scope: 'security-groups:write',
    perform({ params, body }) {
      const group = groupSchema.safeParse(params);
      const rule = ruleSchema.safeParse(body);
      if (!group.success || !rule.success) return null;
      written += 1;
      return { status: 201, body: { ruleId: `sgr-${written}`, group: group.data.id, ...rule.data } };
    },
  };
}

export function operations(): Operation[] {
  return [readLogs, openPullRequest(), writeSecurityGroupRule()];
}
