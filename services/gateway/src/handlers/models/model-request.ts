import type { ModelDecision, Refusal } from '@countersign/contracts';
import type { JsonValue } from '@countersign/evidence';
import type { Caller } from '../../domain/identity/caller.js';
import type { ModelCall } from '../../domain/model/model-call.js';
import type { WireFormatDescriptor } from '../../domain/wire/seam/wire-format.js';

/** A model call as it came in: parsed once, its bytes kept. */
export interface ModelRequest {
  caller: Caller;
  wire: WireFormatDescriptor;
  /** The path that was asked for. */
  route: string;
  body: Buffer;
  json: JsonValue;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  traceparent: string;
  /** The agent has hung up. */
  isGone?: () => boolean;
}

/** What the agent may know of how its call was governed; becomes response headers. */
export interface Governed {
  call: ModelCall;
  decision?: ModelDecision;
  /** Tool calls found in the response. */
  callIds?: readonly string[];
}

export interface Declined {
  ok: false;
  refusal: Refusal;
  /** HTTP status, where the reason code does not say it. */
  status?: number;
  retryAfter?: string;
  /** Absent: refused before it became a model call, so that nothing is on the record yet. */
  governed?: Governed;
}

export interface Released {
  ok: true;
  body: Buffer;
  governed: Governed;
  providerRequestId?: string;
}

export interface Streamed {
  ok: true;
  /** Frames as they may be released. `cancel` when nobody reads any more. */
  stream: { frames(): AsyncGenerator<string>; cancel(): void };
  governed: Governed;
  providerRequestId?: string;
}
