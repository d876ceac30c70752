import type { ArgumentSpan, Effect } from '@countersign/contracts';
import type { HttpRequestUse, Reason } from '../effect-analysis.js';
import { sealEffects } from '../seal-effects.js';
import { classifyAddress } from './classify-address.js';
import { oddHeader } from './check-headers.js';
import { readMethod } from './method-kinds.js';
import { readUrl, type ReadUrl } from './read-url.js';
import { brokenUrlRules } from './url-rules.js';

export interface HttpInput {
  method: string;
  url: string;
  /** JSON pointer of the URL. */
  pointer: string;
  methodPointer?: string;
  headers?: unknown;
  hasBody?: boolean;
  /** Private hosts that governance names, as `host` or `host:port`. Metadata services are never among them. */
  privateHosts?: readonly string[];
}

export interface HttpAnalysis {
  effects: Effect[];
  /** The method, the host and the path are certain; a GET is then taken for a read, as its definition says. */
  proven: boolean;
  reasons: Reason[];
  requests: HttpRequestUse[];
}

/** Query parameters by which some frameworks run another method than the one in the request. */
const OVERRIDES = /[?&](?:_|%5f)?(?:x-)?(?:http-?)?method(?:-override)?=/i;

/**
 * What an HTTP request would do, by its text. Where a name resolves to and where a server redirects to is not in the
 * text: the executor must check every resolved address, connect to the checked one, and decide each redirect anew.
 */
export function analyseHttp(input: HttpInput): HttpAnalysis {
  const url = readUrl(input.url);
  const { method, kind } = readMethod(input.method);
  const span = { pointer: input.pointer, start: 0, end: input.url.length };
  const scope = url === undefined ? 'invalid' : classifyAddress(url.host);
  const reasons = [
    ...brokenUrlRules(input.url, url).map(({ code, message }): Reason => ({ code, message, span })),
    ...requestReasons(input, kind),
  ];
  if (url !== undefined && scope !== 'public' && !isNamed(url, scope, input.privateHosts)) {
    reasons.push({ code: 'http-private-address', message: `The host ${url.host} is ${scope}, not public.`, span });
  }
  const proven = reasons.length === 0;
  return {
    effects: sealEffects(url === undefined ? [] : requestEffects(url, proven ? kind : doubtful(kind), span), proven),
    proven,
    reasons,
    requests: url === undefined ? [] : [requestUse(url, method, scope !== 'public')],
  };
}

/** What makes a request something else than its method says. */
function requestReasons(input: HttpInput, kind: Effect['kind']): Reason[] {
  const methodSpan = input.methodPointer && { pointer: input.methodPointer, start: 0, end: input.method.length };
  const urlSpan = { pointer: input.pointer, start: 0, end: input.url.length };
  const header = oddHeader(input.headers);
  const found: (Reason | false)[] = [
    kind === 'unknown' && {
      code: 'http-method',
      message: 'The method is none of those whose meaning is fixed.',
      ...(methodSpan && { span: methodSpan }),
    },
    kind === 'read' && input.hasBody === true && { code: 'http-body', message: 'A read does not carry a body.' },
    OVERRIDES.test(input.url) && {
      code: 'http-override',
      message: 'The query may override the method.',
      span: urlSpan,
    },
    header !== undefined && { code: 'http-header', message: header },
  ];
  return found.filter((reason) => reason !== false);
}

function isNamed(url: ReadUrl, scope: string, privateHosts: readonly string[] = []): boolean {
  if (scope === 'metadata' || scope === 'invalid') return false;
  return privateHosts.includes(url.host) || privateHosts.includes(`${url.host}:${url.port}`);
}

/** A request that is not what it seems is not reported as a read. */
const doubtful = (kind: Effect['kind']): Effect['kind'] => (kind === 'read' ? 'unknown' : kind);

function requestEffects(url: ReadUrl, kind: Effect['kind'], span: ArgumentSpan): Effect[] {
  const why = `A request to ${url.host}, port ${url.port}, over ${url.scheme}.`;
  return [
    { kind, target: { type: 'url', name: url.shown }, span, why },
    { kind: 'network', target: { type: 'host', name: `${url.host}:${url.port}` }, span, why },
  ];
}

function requestUse(url: ReadUrl, method: string, isPrivate: boolean): HttpRequestUse {
  const { scheme, host, port, path } = url;
  return { method, scheme, host, port, path, url: url.url, private: isPrivate };
}
