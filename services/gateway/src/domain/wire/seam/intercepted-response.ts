import type { BlockOutcomes } from './block-outcome.js';
import type { HostedTool } from './inspected-request.js';
import type { JsonObject } from './json-object.js';
import type { ProposedBlock } from './proposed-block.js';
import type { WireRefused } from './wire-refusal.js';
import type { WireUsage } from './wire-usage.js';

export interface InterceptContext {
  /** The hosted tools that the request named and policy allowed; items of any other are refused. */
  hosted: readonly HostedTool[];
}

export interface InterceptedResponse {
  ok: true;
  toolCalls: ProposedBlock[];
  usage?: WireUsage;
  /** The body to release. Every block needs an outcome, and unparsed arguments cannot pass: both throw. */
  rebuild(outcomes: BlockOutcomes): JsonObject;
}

export type ResponseInterception = InterceptedResponse | WireRefused;
