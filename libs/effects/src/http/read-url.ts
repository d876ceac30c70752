export interface ReadUrl {
  scheme: string;
  host: string;
  port: number;
  /** Path with unreserved characters decoded, for comparing with allow-lists. */
  path: string;
  /** What has to be sent: normalised, without fragment and user information. */
  url: string;
  /** The URL without its query, for people and records: a query may carry a secret. */
  shown: string;
  /** The authority as it was written, without user information. */
  writtenAuthority: string;
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** Reads a URL as the executor's URL parser (WHATWG) does; undefined when it is no http or https URL at all. */
export function readUrl(text: string): ReadUrl | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const scheme = url.protocol.slice(0, -1);
  const defaultPort = DEFAULT_PORTS[scheme];
  if (defaultPort === undefined) return undefined;
  url.hash = '';
  url.username = '';
  url.password = '';
  return {
    scheme,
    host: url.hostname.replace(/^\[|\]$|\.$/g, ''),
    port: url.port === '' ? defaultPort : Number(url.port),
    path: decodeUnreserved(url.pathname),
    url: url.href,
    shown: `${url.origin}${url.pathname}`,
    writtenAuthority: writtenAuthority(text),
  };
}

/** RFC 3986, 6.2.2: unreserved characters mean the same encoded or not; hex digits are upper case. */
function decodeUnreserved(path: string): string {
  return path.replaceAll(/%[0-9a-fA-F]{2}/g, (encoded) => {
    const character = String.fromCharCode(Number.parseInt(encoded.slice(1), 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : encoded.toUpperCase();
  });
}

function writtenAuthority(text: string): string {
  const authority = /^[a-z]+:\/\/([^/?#]*)/i.exec(text)?.[1] ?? '';
  return authority.slice(authority.lastIndexOf('@') + 1);
}
