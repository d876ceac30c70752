import { fetch as send, type Agent } from 'undici';

export class TooMuchSaid extends Error {}
export class Redirected extends Error {}

interface WireParts {
  /** The one address that is spoken to. */
  url: string;
  /** Lets connections be made to checked addresses only. */
  agent: Agent;
  maxResponseBytes: number;
  signal: AbortSignal;
}

/** What really went over the wire for one call, and what is to be known of it when something breaks. */
export class McpWire {
  /** From here on the server may have taken the call. */
  callBegan = false;
  /** Status of the last answer; 0 when there was none. */
  status = 0;
  /** The last fault below the protocol. */
  fault: unknown = null;
  private ended: () => void = () => {};
  /** Resolves when the stream that answers the call has ended. */
  readonly streamEnded = new Promise<void>((resolve) => (this.ended = resolve));

  constructor(private readonly parts: WireParts) {}

  /** For the protocol's client: one address, no redirects, no more bytes than the tool allows. */
  readonly fetch = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    if (String(url) !== this.parts.url)
      throw new Error('the MCP client asked for another address than that of its server');
    // What a server says unasked is not listened to: each call looks at what it needs.
    if (init.method === 'GET') return new Response(null, { status: 405 });
    const isCall = this.callBegan && init.method === 'POST';
    try {
      return await this.dispatch(init, isCall);
    } catch (error) {
      this.fault = error;
      throw error;
    }
  };

  private async dispatch(init: RequestInit, isCall: boolean): Promise<Response> {
    const { url, agent, signal } = this.parts;
    const both = init.signal ? AbortSignal.any([init.signal, signal]) : signal;
    const options = { ...init, dispatcher: agent, redirect: 'manual', signal: both };
    const answer = (await send(url, options as Parameters<typeof send>[1])) as unknown as Response;
    this.status = answer.status;
    if (answer.status >= 300 && answer.status < 400) {
      await answer.body?.cancel();
      throw new Redirected('the MCP server answered with a redirect');
    }
    const streams = isCall && /^text\/event-stream\b/i.test(answer.headers.get('content-type') ?? '');
    const body = answer.body?.pipeThrough(this.limit(streams)) ?? null;
    return new Response(body, { status: answer.status, statusText: answer.statusText, headers: answer.headers });
  }

  private limit(streams: boolean): TransformStream<Uint8Array, Uint8Array> {
    let left = this.parts.maxResponseBytes;
    return new TransformStream({
      transform: (chunk, controller) => {
        left -= chunk.byteLength;
        if (left >= 0) return controller.enqueue(chunk);
        this.fault = new TooMuchSaid('the MCP server said more than the tool allows');
        controller.error(this.fault);
        if (streams) this.ended();
      },
      flush: () => (streams ? this.ended() : undefined),
    });
  }
}
