import type { HttpConnector } from '@countersign/contracts';
import { reservedHeader } from './build-target-request.js';
import type { TargetRequest } from './target-request.js';

/** The same request as a dry run. What an argument may have put into the query under the same name does not count. */
export function dryRunRequest(
  request: TargetRequest,
  { query, headers }: NonNullable<HttpConnector['dryRun']>,
): TargetRequest {
  const url = new URL(request.url);
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const own = Object.entries(headers ?? {}).filter(([name]) => !reservedHeader.test(name));
  return { ...request, url: url.href, headers: { ...request.headers, ...Object.fromEntries(own) } };
}
