import type { ReadUrl } from './read-url.js';

interface UrlRule {
  code: string;
  message: string;
  broken: (text: string, url: ReadUrl | undefined) => boolean;
}

const MAX_LENGTH = 2_000;

const rawPath = (text: string): string => /^[a-z]+:\/\/[^/?#]*([^?#]*)/i.exec(text)?.[1] ?? '';

/** The host as written must be what it means, or one reader may connect elsewhere than another. */
function isOddHost(url: ReadUrl): boolean {
  const written = url.writtenAuthority.replace(/:\d*$/, '').toLowerCase();
  return !written.startsWith('[') && written !== url.host;
}

/** Ports where something else than HTTP listens: what a request says there could be taken for its language. */
const OTHER_PROTOCOLS: ReadonlySet<number> = new Set([
  1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110,
  111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532,
  540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 5060, 5061, 6000,
  6379, 6566, 6665, 6666, 6667, 6668, 6669, 6697, 10080, 11211,
]);

/** What makes the meaning of a URL depend on who parses it. Each rule looks at the text as given. */
const RULES: readonly UrlRule[] = [
  { code: 'http-url', message: 'This is not an http or https URL.', broken: (_, url) => url === undefined },
  {
    code: 'http-scheme',
    message: 'The URL does not start with http:// or https:// and a host.',
    broken: (text) => !/^https?:\/\/[^/?#\\]/.test(text),
  },
  { code: 'http-too-long', message: 'The URL is too long.', broken: (text) => text.length > MAX_LENGTH },
  {
    code: 'http-character',
    message: 'The URL holds a character that URLs may not hold unencoded, or a stray percent sign.',
    broken: (text) => /[^A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]|%(?![0-9a-fA-F]{2})/.test(text),
  },
  {
    code: 'http-authority',
    message: 'The host part holds user information or something else than a host and a port.',
    broken: (text) => !/^https?:\/\/(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[1-9]\d{0,4})?(?:\/|$)/.test(text),
  },
  {
    code: 'http-port',
    message: 'The port belongs to another protocol than HTTP.',
    broken: (_, url) => url !== undefined && OTHER_PROTOCOLS.has(url.port),
  },
  {
    code: 'http-host-notation',
    message: 'The host is not written the way it is understood.',
    broken: (_, url) => url !== undefined && isOddHost(url),
  },
  {
    code: 'http-path',
    message: 'The path has dot segments, empty segments or encoded separators, which servers read in different ways.',
    broken: (text) =>
      /\/\/|\/\.{1,2}(?:[/;]|$)|\/\.{0,2};|%(?:2[eEfF]|5[cC]|00|0[aAdD]|[cC][01]|25(?:2[eEfF]|5[cC]|00|25))/.test(
        rawPath(text),
      ),
  },
  {
    code: 'http-fragment',
    message: 'The fragment holds characters that other parsers take for a host.',
    broken: (text) => /#.*[@#/\\]/.test(text),
  },
];

/** Every rule that a URL breaks, in a fixed order. */
export const brokenUrlRules = (text: string, url: ReadUrl | undefined): readonly UrlRule[] =>
  RULES.filter((rule) => rule.broken(text, url));
