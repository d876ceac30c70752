import type { HostedTool } from '../seam/inspected-request.js';
import { textOf, type JsonObject } from '../seam/json-object.js';
import { hostedFamily } from './hosted-family.js';

/** A tool of an OpenAI-style list that the provider runs; undefined if its type is not known as one. */
export function hostedTool(tool: JsonObject, type: string, pointer: string): HostedTool | undefined {
  const family = hostedFamily(type);
  if (family === undefined) return undefined;
  const url = textOf(tool.server_url) ?? textOf(tool.connector_id);
  const name = textOf(tool.server_label) ?? textOf(tool.name) ?? family;
  return { family, name, type, pointer, ...(url === undefined ? {} : { url }) };
}
