import { Pool, type Dispatcher } from 'undici';
import type { ProviderDocument } from '@countersign/contracts';
import type { ProviderAnswer, ProviderFailure, ProviderStream } from '../../domain/provider/provider-answer.js';
import type { UpstreamRequest } from '../../domain/provider/upstream-request.js';
import type { Provider } from '../../handlers/ports/provider.js';
import { checkHost, guardedLookup, type Reach } from './address-guard.js';
import { readLimited } from './read-limited.js';
import { wasNotSent } from './was-not-sent.js';
import { wasTooSlow } from './was-too-slow.js';

const mostPools = 256;
const connectionsPerPool = 512;

/** Model providers over HTTP: connections are kept and reused, per provider address and what it may reach. */
export class HttpProvider implements Provider {
  private readonly pools = new Map<string, Pool>();

  constructor(
    private readonly reach: Reach,
    private readonly maxResponseBytes: number,
  ) {}

  async ask(request: UpstreamRequest): Promise<ProviderAnswer> {
    try {
      return await this.whole(await this.dispatch(request));
    } catch (error) {
      return failed(error);
    }
  }

  async open(request: UpstreamRequest): Promise<ProviderStream | ProviderAnswer> {
    try {
      const answer = await this.dispatch(request);
      const headers = plain(answer.headers);
      const streams = answer.statusCode === 200 && /^text\/event-stream\b/i.test(headers['content-type'] ?? '');
      if (!streams) return await this.whole(answer);
      const chunks = (answer.body as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
      return { kind: 'streaming', headers, chunks, close: () => void answer.body.destroy() };
    } catch (error) {
      return failed(error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.destroy()));
  }

  private async whole(answer: Dispatcher.ResponseData): Promise<ProviderAnswer> {
    const { bytes, complete } = await readLimited(answer.body, this.maxResponseBytes);
    if (!complete) return { kind: 'failed', reasonCode: 'response_too_large', sent: true };
    return { kind: 'answered', status: answer.statusCode, headers: plain(answer.headers), body: bytes };
  }

  private dispatch({ provider, path, headers, body, limitMs }: UpstreamRequest): Promise<Dispatcher.ResponseData> {
    const { firstByteMs } = provider.timeouts;
    const totalMs = Math.min(provider.timeouts.totalMs, limitMs ?? Infinity);
    const base = new URL(provider.baseUrl);
    return this.poolOf(provider, base).request({
      ...{ path: `${base.pathname.replace(/\/$/, '')}${path}`, method: 'POST', headers, body },
      ...{ headersTimeout: firstByteMs, bodyTimeout: totalMs, signal: AbortSignal.timeout(totalMs) },
    });
  }

  private poolOf(provider: ProviderDocument, base: URL): Pool {
    const { allowPrivateAddress, timeouts } = provider;
    const key = `${base.origin} ${allowPrivateAddress} ${timeouts.connectMs}`;
    const known = this.pools.get(key);
    if (known) return known;
    const reach = { ...this.reach, private: allowPrivateAddress, loopback: this.reach.loopback || allowPrivateAddress };
    checkHost(base.hostname, reach);
    const connect = { lookup: guardedLookup(reach), timeout: timeouts.connectMs };
    const pool = new Pool(base.origin, { connect, connections: connectionsPerPool });
    this.keep(key, pool);
    return pool;
  }

  private keep(key: string, pool: Pool): void {
    const [oldest] = this.pools;
    if (this.pools.size >= mostPools && oldest) {
      this.pools.delete(oldest[0]);
      void oldest[1].close();
    }
    this.pools.set(key, pool);
  }
}

function plain(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

function failed(error: unknown): ProviderFailure {
  if (wasNotSent(error)) return { kind: 'failed', reasonCode: 'provider_unreachable', sent: false };
  const reasonCode = wasTooSlow(error) ? 'provider_timeout' : 'provider_error';
  return { kind: 'failed', reasonCode, sent: true };
}
