import type { WireError } from '../reply/error-body.js';
import type { BlockOutcome } from '../seam/block-outcome.js';
import type { InterceptContext } from '../seam/intercepted-response.js';
import type { ProposedBlock } from '../seam/proposed-block.js';
import type { WireRefusal } from '../seam/wire-refusal.js';
import type { WireUsage } from '../seam/wire-usage.js';
import type { SseEvent } from '../sse/sse-event.js';

export type StreamAction =
  /** Send these bytes to the agent, in the order of the actions. */
  | { type: 'emit'; frame: string }
  /** Decide this block and answer with `decided`; the stream stays open as long as it takes. */
  | { type: 'decide'; block: ProposedBlock }
  /** Over: the error frame was emitted before, nothing follows; drop the connection to the provider. */
  | { type: 'refuse'; refusal: WireRefusal }
  /** Over: everything was emitted. */
  | { type: 'done' };

/**
 * The state of one streamed response. Text passes at once; a tool call is held until it is whole and decided. While
 * blocks are undecided the caller sends keep-alive frames.
 */
export interface StreamInterceptor {
  push(event: SseEvent): StreamAction[];
  /** The outcome of one block that was asked for; throws for any other, or for one that cannot pass. */
  decided(blockId: string, outcome: BlockOutcome): StreamAction[];
  /** The provider's stream ended, cleanly or not. */
  end(): StreamAction[];
  /** Ends the stream with an error of the gateway, such as a record that cannot be written; nothing follows it. */
  fail(error: WireError): StreamAction[];
  usage(): WireUsage | undefined;
  /** The provider's id of the response, once it said it. */
  responseId(): string | undefined;
}

export interface StreamContext extends InterceptContext {
  /** The gateway asked for usage events that the agent did not: take them out of the stream. */
  hideUsage?: boolean;
}
