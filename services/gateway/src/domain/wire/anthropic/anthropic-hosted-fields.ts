import type { HostedTool } from '../seam/inspected-request.js';
import { asList, isObject, textOf, type JsonObject } from '../seam/json-object.js';

/** MCP servers and container skills, by which Anthropic is asked to act without a tool of its own in the list. */
export function anthropicHostedFields(request: JsonObject): HostedTool[] {
  return [...mcpServers(request), ...skills(request)];
}

function mcpServers(request: JsonObject): HostedTool[] {
  return (asList(request.mcp_servers) ?? []).map((server, index) => {
    const url = isObject(server) ? textOf(server.url) : undefined;
    const name = (isObject(server) ? textOf(server.name) : undefined) ?? '';
    const pointer = `/mcp_servers/${index}`;
    return { family: 'mcp', name, type: 'mcp_servers', pointer, ...(url === undefined ? {} : { url }) };
  });
}

function skills(request: JsonObject): HostedTool[] {
  const listed = isObject(request.container) ? asList(request.container.skills) : [];
  return (listed ?? []).map((skill, index) => {
    const name = (isObject(skill) ? textOf(skill.skill_id) : undefined) ?? '';
    return { family: 'skill', name, type: 'container', pointer: `/container/skills/${index}` };
  });
}
