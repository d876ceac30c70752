import type { Refusal, Result } from '@countersign/contracts';
import type { ClientTraits } from '../../domain/mcp/client-traits.js';
import type { RpcRequest } from '../../domain/mcp/message.js';
import type { Caller } from '../../domain/identity/caller.js';
import type { ToolCall } from '../../domain/call/tool-call.js';
import type { JsonObject } from '../../domain/wire/seam/json-object.js';
import type { awaitCall } from '../calls/await-call.js';
import type { proposeToolCall } from '../calls/propose-tool-call.js';
import type { withdrawCall } from '../calls/withdraw-call.js';
import type { ModelParts } from '../models/model-parts.js';
import type { WaitingRoom } from '../waits/waiting-room.js';
import type { Conversation } from './conversation.js';
import type { ListingParts } from './listing-parts.js';
import type { ListingWatch } from './listing-watch.js';
import type { WaitPlaces } from './wait-places.js';

/** The world of the MCP handlers: the very handlers of the other routes, and what MCP adds to them. */
export interface McpParts extends ListingParts {
  world: ModelParts;
  propose: ReturnType<typeof proposeToolCall>;
  await: ReturnType<typeof awaitCall>;
  withdraw: ReturnType<typeof withdrawCall>;
  /** The call as the other routes show it. */
  view: (call: ToolCall) => JsonObject;
  places: WaitPlaces;
  /** Clients that listen for changes. */
  listeners: WaitPlaces;
  listings: ListingWatch;
  /** What people answered to links, by agent and call. */
  replies: WaitingRoom<JsonObject>;
}

/** One request of a client, with everything that is known of who makes it. */
export interface McpAsk {
  request: RpcRequest;
  caller: Caller;
  /** Binds tokens to the key; never kept. */
  agentKey: string;
  traits: ClientTraits;
  /** What groups the calls into a run: a header, or the session. */
  session: string | null;
  traceparent: string;
  talk: Conversation;
  /** Whether the key still counts, for what goes on for long. */
  mayStay: () => Promise<boolean>;
  /** Puts a refused call on the record. */
  refused: (refusal: Refusal) => void;
}

/** Where the end of one call is waited for. */
export type CallAnswer = Result<ToolCall>;
