import type { CallParts } from '../call-parts.js';
import type { ToolsInReach } from './tools-in-reach.js';

/** What listing an agent's tools takes. */
export interface ListingParts {
  world: Pick<CallParts, 'registry' | 'suspensions' | 'timer' | 'report'>;
  inReach: ToolsInReach;
  /** Asks open MCP servers whether their tools are still what was approved. */
  compare: (tenant: string) => Promise<void>;
}
