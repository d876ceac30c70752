import type { JsonValue } from '@countersign/evidence';
import type { WireRefused } from './wire-refusal.js';

/** A tool whose calls come back to the agent, which would run them: decided call by call in the response. */
export interface OfferedTool {
  name: string;
  /** `builtin`: schema known to the provider (bash, computer); `toolset`: a family of those under one name. */
  kind: 'function' | 'custom' | 'builtin' | 'toolset';
  /** The type on the wire, with its date suffix if it has one. */
  type: string;
  schema?: JsonValue;
  pointer: string;
}

/** A tool that the provider would run itself, out of reach of the gateway: governed here, on the request, or refused. */
export interface HostedTool {
  /** What it is without date suffix: `web_search`, `mcp`, `code_execution`. */
  family: string;
  /** The server label for `mcp`, otherwise the family or the tool's own name. */
  name: string;
  type: string;
  /** The address an `mcp` server is reached at, as the request says it. */
  url?: string;
  pointer: string;
}

/** Text that leaves for the provider, for the data detectors. */
export interface TextSegment {
  pointer: string;
  text: string;
  origin: 'system' | 'user' | 'assistant' | 'tool';
}

/** The result of an earlier tool call on its way to the model; its text is among the segments under `pointer`. */
export interface ReturnedResult {
  callId: string;
  pointer: string;
}

/** What a request says about its user and session. Claims of the client: they may narrow, never widen. */
export interface SessionSignals {
  user?: string;
  promptCacheKey?: string;
  safetyIdentifier?: string;
  metadata?: JsonValue;
  /** Id of the provider-side state that the request continues; its content did not pass by here this time. */
  continues?: string;
}

export interface InspectedRequest {
  model: string;
  /** Further models the provider may answer with (fallback lists); policy must allow each. */
  alternativeModels: string[];
  stream: boolean;
  /** Answers asked for. */
  n: number;
  maxOutputTokens?: number;
  tools: OfferedTool[];
  hosted: HostedTool[];
  text: TextSegment[];
  toolResults: ReturnedResult[];
  session: SessionSignals;
}

export type RequestInspection = { ok: true; request: InspectedRequest } | WireRefused;
