import type { DevFile } from '@countersign/local';

export interface Answer<T = Record<string, unknown>> {
  status: number;
  headers: Headers;
  body: T;
}

async function send<T>(url: string, init: RequestInit): Promise<Answer<T>> {
  // Instances come and go on the same ports: a kept connection might be one to an instance that is gone.
  const response = await fetch(url, {
    ...init,
    headers: { ...(init.headers as Record<string, string>), connection: 'close' },
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? {} : JSON.parse(text)) as T };
}

/** Longer than a product on a busy machine takes to find its feet again. */
const unavailableMs = 60_000;

/** A product that is short of time refuses with 503 rather than act unrecorded: who wants something else asks again, as it says. */
async function onceAvailable<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  const deadline = Date.now() + unavailableMs;
  for (;;) {
    const answer = await ask();
    if (answer.status !== 503 || Date.now() > deadline) return answer;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
}

function jsonInit(method: string, secret: string, body?: unknown): RequestInit {
  const headers: Record<string, string> = {
    authorization: `Bearer ${secret}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
}

export interface CallView {
  id: string;
  status: string;
  result?: unknown;
  approval_id?: string;
  error?: { code: string; message: string };
}

/** The agent plane, as the demo tenant's agent uses it. */
export function agentOf(dev: DevFile, key: string = Object.values(dev.agents)[0]?.key ?? '') {
  const url = `${dev.gatewayUrl}/v1`;
  const callNow = (tool: string, args: unknown, headers: Record<string, string> = {}) => {
    const init = jsonInit('POST', key, { tool, arguments: args });
    return send<CallView>(`${url}/tool-calls`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...headers },
    });
  };
  return {
    key,
    /** Once, whatever comes of it. */
    callNow,
    call: (...call: Parameters<typeof callNow>) => onceAvailable(() => callNow(...call)),
    outcome: (id: string, waitSeconds = 50) =>
      onceAvailable(() => send<CallView>(`${url}/tool-calls/${id}?wait=${waitSeconds}`, jsonInit('GET', key))),
    raw: (path: string, init: RequestInit) => send(`${dev.gatewayUrl}${path}`, init),
  };
}

/** The human plane, as one person uses it. */
export function personOf(dev: DevFile, token: string) {
  const url = `${dev.consoleUrl}/api/v1`;
  return {
    get: <T = Record<string, unknown>>(path: string) =>
      onceAvailable(() => send<T>(`${url}${path}`, jsonInit('GET', token))),
    post: <T = Record<string, unknown>>(path: string, body: unknown = {}) =>
      send<T>(`${url}${path}`, jsonInit('POST', token, body)),
  };
}

export const pullRequest = { owner: 'acme', repo: 'checkout', title: 'Restore the pool', head: 'fix', base: 'main' };

export interface Received {
  accepted: Record<string, number>;
  refused: number;
  repeatedCalls: { call: string; times: number }[];
  requests: { operation: string; path: string; body: unknown; lease: { call: string } }[];
}

/** What the demo target has received so far. */
export async function received(dev: DevFile): Promise<Received> {
  return (await send<Received>(`${dev.demo.targetUrl}/received`, { method: 'GET' })).body;
}

/** Generous: other processes may take the machine for a while. */
const waitsMs = 150_000;

export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  const deadline = Date.now() + waitsMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
