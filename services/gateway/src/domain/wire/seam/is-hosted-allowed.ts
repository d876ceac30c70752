import type { HostedTool } from './inspected-request.js';

/** Whether the request named a hosted tool of the family (under the name, where the item says one). */
export function isHostedAllowed(hosted: readonly HostedTool[], family: string, name?: string): boolean {
  return hosted.some((tool) => tool.family === family && (name === undefined || tool.name === name));
}
