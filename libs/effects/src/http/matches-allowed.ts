import type { HttpRequestUse } from '../effect-analysis.js';

/** What may be requested. A list that is not given does not limit, except that ports are then 80 and 443 by scheme. */
export interface AllowedRequests {
  methods?: readonly string[];
  /** `api.example.com`, or `*.example.com` for every name below example.com but not example.com itself. */
  hosts?: readonly string[];
  ports?: readonly number[];
  /** `/v1/items`; `*` stands for one segment, `**` as the last one for any number of segments. */
  paths?: readonly string[];
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** Whether a normalised request is on the list, compared label by label and segment by segment. */
export function matchesAllowed(request: HttpRequestUse, allowed: AllowedRequests): boolean {
  const ports = allowed.ports ?? [DEFAULT_PORTS[request.scheme] ?? 0];
  return (
    ports.includes(request.port) &&
    isListed(allowed.methods, (method) => method === request.method) &&
    isListed(allowed.hosts, (pattern) => matchesHost(request.host, pattern)) &&
    isListed(allowed.paths, (pattern) => matchesPath(request.path, pattern))
  );
}

const isListed = (list: readonly string[] | undefined, matches: (entry: string) => boolean): boolean =>
  list === undefined || list.some(matches);

function matchesHost(host: string, pattern: string): boolean {
  const wanted = pattern.toLowerCase().replace(/\.$/, '');
  if (!wanted.startsWith('*.')) return host === wanted;
  const zone = wanted.slice(2);
  return zone !== '' && !zone.includes('*') && host.endsWith(`.${zone}`) && host.length > zone.length + 1;
}

function matchesPath(path: string, pattern: string): boolean {
  const open = pattern.endsWith('/**');
  const wanted = (open ? pattern.slice(0, -3) : pattern).split('/');
  const given = path.split('/');
  if (open ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((segment, index) => (segment === '*' ? given[index] !== '' : given[index] === segment));
}
