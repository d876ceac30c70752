import type { HostedTool, OfferedTool } from '../seam/inspected-request.js';

/** The tools of a request by who would run them. */
export interface SortedTools {
  ok: true;
  offered: OfferedTool[];
  hosted: HostedTool[];
}
