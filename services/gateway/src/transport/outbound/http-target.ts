import { Agent, type Dispatcher } from 'undici';
import type { TargetAnswer } from '../../domain/call/ending-of-answer.js';
import type { TargetRequest } from '../../domain/http-target/target-request.js';
import type { Target } from '../../handlers/ports/target.js';
import { AddressRefused, checkHost, guardedLookup, type Reach } from './address-guard.js';
import { readLimited } from './read-limited.js';
import { wasNotSent } from './was-not-sent.js';
import { wasTooSlow } from './was-too-slow.js';

const connectTimeoutMs = 5_000;
const safeMethods = new Set(['GET', 'HEAD']);

/** Targets over HTTP: one request, no redirects, no retries, only to addresses that were checked. */
export class HttpTarget implements Target {
  private readonly reading: Agent;
  /** A connection that the target closes just when it is used again would leave an effect in doubt, so each has its own. */
  private readonly changing: Agent;

  constructor(private readonly reach: Reach) {
    const connect = { lookup: guardedLookup(reach), timeout: connectTimeoutMs };
    this.reading = new Agent({ connect });
    this.changing = new Agent({ connect, pipelining: 0 });
  }

  async send(request: TargetRequest): Promise<TargetAnswer> {
    try {
      checkHost(new URL(request.url).hostname, this.reach);
      const answer = await this.dispatch(request);
      const { bytes, complete } = await readLimited(answer.body, request.maxResponseBytes);
      const contentType = String(answer.headers['content-type'] ?? '');
      return { kind: 'answered', status: answer.statusCode, contentType, bytes, complete };
    } catch (error) {
      return failed(error);
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.reading.destroy(), this.changing.destroy()]);
  }

  private dispatch({ method, url, headers, body, timeoutMs }: TargetRequest): Promise<Dispatcher.ResponseData> {
    const { origin, pathname, search } = new URL(url);
    const agent = safeMethods.has(method) ? this.reading : this.changing;
    return agent.request({
      ...{ origin, path: `${pathname}${search}`, method: method as Dispatcher.HttpMethod, headers, body },
      ...{ headersTimeout: timeoutMs, bodyTimeout: timeoutMs, signal: AbortSignal.timeout(timeoutMs) },
    });
  }
}

/** Told without the address, which may be nobody's business. */
function failed(error: unknown): TargetAnswer {
  if (error instanceof AddressRefused || (error as { code?: unknown }).code === 'ADDRESS_REFUSED') {
    const message = 'The target has an address that this gateway may not reach.';
    return { kind: 'not-sent', reasonCode: 'target_address_refused', message };
  }
  if (wasNotSent(error)) {
    return {
      kind: 'not-sent',
      reasonCode: 'target_unreachable',
      message: 'The target cannot be reached; nothing was sent.',
    };
  }
  if (wasTooSlow(error)) {
    return { kind: 'lost', reasonCode: 'target_timeout', message: 'The target did not answer in time.' };
  }
  return {
    kind: 'lost',
    reasonCode: 'target_connection_lost',
    message: 'The connection to the target broke before its answer was complete.',
  };
}
