/** Headers that do not change what a request does. Any other header may: overrides, rewrites, forwarding, framing. */
const ORDINARY: ReadonlySet<string> = new Set(
  (
    'accept accept-charset accept-encoding accept-language api-key authorization baggage cache-control content-type ' +
    'cookie date dnt if-modified-since if-none-match if-range origin pragma prefer priority range referer sec-fetch-dest ' +
    'sec-fetch-mode sec-fetch-site traceparent tracestate user-agent x-api-key x-csrf-token x-requested-with'
  ).split(' '),
);
const ORDINARY_PATTERN = /^(?:x-)?[a-z0-9]+(?:-[a-z0-9]+)*-(?:id|version)$/;

/** Why the headers of a request may change its meaning; undefined when they do not. */
export function oddHeader(headers: unknown): string | undefined {
  if (headers === undefined || headers === null) return undefined;
  const entries = headerEntries(headers);
  if (entries === undefined) return 'The headers are not given as names and values.';
  for (const [name, value] of entries) {
    const lower = name.toLowerCase();
    if (!ORDINARY.has(lower) && !ORDINARY_PATTERN.test(lower)) {
      return `The header ${name.slice(0, 60)} may change what the request does.`;
    }
    if (!isPlainValue(value)) return `The value of the header ${lower} is not one line of text.`;
  }
  return undefined;
}

/** Headers as an object of name to value, or as a list of pairs. */
function headerEntries(headers: unknown): [string, unknown][] | undefined {
  if (typeof headers !== 'object' || headers === null) return undefined;
  if (!Array.isArray(headers)) return Object.entries(headers);
  const pairs = headers as unknown[];
  return pairs.every(isPair) ? pairs : undefined;
}

const isPair = (value: unknown): value is [string, unknown] =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string';

function isPlainValue(value: unknown): boolean {
  if (typeof value === 'number' || typeof value === 'boolean') return true;
  return typeof value === 'string' && value.length <= 8_192 && /^[\t\x20-\x7e]*$/.test(value);
}
