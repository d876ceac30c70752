import type { Result } from '@countersign/contracts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Longer than any key or run token that this product issues; more would only cost time to hash. */
const longest = 512;
const longestToken = 8_192;

const remedy = 'Send the agent key as `Authorization: Bearer <key>`, `x-api-key` or `x-goog-api-key`.';

/** The one key of a request, wherever its client library puts keys. Two different keys could belong to two tenants. */
export function findKey(headers: Headers): Result<string> {
  const { authorization } = headers;
  const given = [bearerOf(authorization), headers['x-api-key'], headers['x-goog-api-key']].flat();
  const keys = new Set(given.filter((key) => key !== undefined && key !== ''));
  if (keys.size > 1) return refused('keys_conflict', 'The request carries different keys.');
  const [key] = keys;
  if (key === undefined) return refused('unauthenticated', 'The request carries no key.');
  if (key.length > (isRunToken(key) ? longestToken : longest))
    return refused('unauthenticated', 'The key is unknown or revoked.');
  return { ok: true, value: key };
}

/** Signed tokens are three parts in base64url; keys have no dots. */
export function isRunToken(key: string): boolean {
  return /^eyJ[\w-]+\.[\w-]+\.[\w-]+$/.test(key);
}

function bearerOf(authorization: string | string[] | undefined): string | string[] | undefined {
  const text = Array.isArray(authorization) ? authorization.join(', ') : authorization;
  return text === undefined ? undefined : (/^bearer +([^\s,]+) *$/i.exec(text)?.[1] ?? '');
}

function refused(reasonCode: string, message: string): Result<never> {
  return { ok: false, refusal: { reasonCode, message, remedy } };
}
