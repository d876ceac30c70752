/** Gets a bundle from a bundle server; what has not changed is not sent again. Throws why it could not. */
export type FetchBundle = (url: string) => Promise<Buffer>;

const deadlineMs = 10_000;
const maxBytes = 1024 * 1024;

interface Known {
  etag: string;
  bytes: Buffer;
}

/** `hosts`: the bundle servers that whoever runs this service lets tenants name, as host or host:port. */
export function bundleFetcher(hosts: readonly string[]): FetchBundle {
  const known = new Map<string, Known>();
  return async (url) => {
    const { host, hostname, username } = new URL(url);
    if (username !== '' || !(hosts.includes(host) || hosts.includes(hostname))) {
      throw new Error(`${host} is no bundle server that this service may ask; add it to POLICY_BUNDLE_HOSTS`);
    }
    const before = known.get(url);
    const headers = { accept: 'application/gzip', ...(before ? { 'if-none-match': before.etag } : {}) };
    const response = await fetch(url, { headers, redirect: 'error', signal: AbortSignal.timeout(deadlineMs) });
    if (response.status === 304 && before) return before.bytes;
    if (response.status !== 200) throw new Error(`the bundle server answered ${response.status}`);
    const bytes = await bodyOf(response);
    const etag = response.headers.get('etag');
    if (etag !== null) known.set(url, { etag, bytes });
    return bytes;
  };
}

async function bodyOf(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > maxBytes) throw new Error(`the bundle server sent more than ${maxBytes} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}
