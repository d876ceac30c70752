import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a token is for; one for one purpose is none for another. */
type Purpose = 'session' | 'request-state';

const longest = 4_096;

/**
 * Text that only holders of an agent key can make or have made for them: `<payload>.<MAC under the key>`. Every replica
 * can read it and none has to keep it. It carries what a client said of itself and names calls; it authorises nothing.
 */
export function bindToKey(agentKey: string, purpose: Purpose, payload: unknown): string {
  const body = Buffer.from(JSON.stringify(payload), 'utf8').toString('base64url');
  return `${body}.${macOf(agentKey, purpose, body).toString('base64url')}`;
}

/** The payload; undefined when the token was not made under this key for this purpose. */
export function openBound(agentKey: string, purpose: Purpose, token: string): unknown {
  const [body, mac, ...rest] = token.split('.');
  if (token.length > longest || !body || !mac || rest.length > 0) return undefined;
  const given = Buffer.from(mac, 'base64url');
  const expected = macOf(agentKey, purpose, body);
  if (given.byteLength !== expected.byteLength || !timingSafeEqual(given, expected)) return undefined;
  return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as unknown;
}

function macOf(agentKey: string, purpose: Purpose, body: string): Buffer {
  return createHmac('sha256', agentKey).update(`countersign mcp ${purpose} 1\n${body}`).digest();
}
