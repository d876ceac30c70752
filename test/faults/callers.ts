import type { DevFile } from '@countersign/local';
import { heldTool } from './governance.js';

export interface CallAnswer {
  status: number;
  id?: string;
  /** How the call stands; undefined for answers that are not about a call. */
  state?: string;
  code?: string;
}

const answersWithinMs = 30_000;

interface Question {
  method: 'GET' | 'POST';
  secret: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** One request on a connection of its own, since a kept one might lead to a process that is gone. */
async function ask(url: string, { method, secret, body, headers }: Question): Promise<CallAnswer> {
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${secret}`,
      connection: 'close',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(answersWithinMs),
  });
  const { id, status, code, error } = (await response.json()) as {
    id?: string;
    status?: string | number;
    code?: string;
    error?: { code?: string };
  };
  const said = code ?? error?.code;
  return {
    status: response.status,
    ...(id === undefined ? {} : { id }),
    ...(typeof status === 'string' ? { state: status } : {}),
    ...(said === undefined ? {} : { code: said }),
  };
}

/** The demo agent and the people on call. What they are told may be that nobody answers: then a request rejects. */
export function callersOf(dev: DevFile) {
  const key = Object.values(dev.agents)[0]?.key ?? '';
  const calls = `${dev.gatewayUrl}/v1/tool-calls`;
  const approvals = `${dev.consoleUrl}/api/v1/approvals`;
  return {
    /** Asks for the held tool. The case is the idempotency key too: asked again, it is the same call. */
    propose: (name: string) =>
      ask(calls, {
        method: 'POST',
        secret: key,
        body: { tool: heldTool, arguments: { case: name } },
        headers: { 'idempotency-key': name },
      }),
    look: (callId: string) => ask(`${calls}/${callId}?wait=2`, { method: 'GET', secret: key }),
    /** A call that needs nobody. */
    read: () =>
      ask(calls, { method: 'POST', secret: key, body: { tool: 'logs.read', arguments: { service: 'checkout' } } }),
    vote: (callId: string, vote: 'approve' | 'reject') =>
      ask(`${approvals}/${callId.replace(/^call_/, 'apr_')}/${vote}`, {
        method: 'POST',
        secret: dev.approvers[0]?.token ?? '',
        body: vote === 'reject' ? { reason: 'not now' } : {},
      }),
  };
}
export type Callers = ReturnType<typeof callersOf>;
