import type { HostedTool } from '../seam/inspected-request.js';
import { asList, isObject, textOf, type JsonObject } from '../seam/json-object.js';

/** Members, not tools, by which OpenAI-compatible providers are asked to search or fetch by themselves. */
const families: readonly (readonly [member: string, family: string])[] = [
  ['web_search_options', 'web_search'],
  ['search_parameters', 'web_search'],
  ['enable_search', 'web_search'],
  ['data_sources', 'data_sources'],
];

export function chatHostedFields(request: JsonObject): HostedTool[] {
  const fields = families
    .filter(([member]) => (request[member] ?? false) !== false)
    .map(([member, family]) => ({ family, name: family, type: member, pointer: `/${member}` }));
  const plugins = (asList(request.plugins) ?? []).map((plugin, index) => ({
    family: 'plugin',
    name: (isObject(plugin) ? textOf(plugin.id) : undefined) ?? 'plugin',
    type: 'plugins',
    pointer: `/plugins/${index}`,
  }));
  return [...fields, ...plugins];
}
