/**
 * Tools that providers run themselves, by type without date suffix. Later dated versions of a known family stay in it,
 * since policy speaks about families; a family that is not here is unknown and refused.
 */
const families: ReadonlyMap<string, string> = new Map([
  ['web_search', 'web_search'],
  ['web_search_preview', 'web_search'],
  ['openrouter:web_search', 'web_search'],
  ['browser_search', 'web_search'],
  ['web_fetch', 'web_fetch'],
  ['file_search', 'file_search'],
  ['code_interpreter', 'code_execution'],
  ['code_execution', 'code_execution'],
  ['programmatic_tool_calling', 'code_execution'],
  ['image_generation', 'image_generation'],
  ['tool_search', 'tool_search'],
  ['tool_search_tool_bm25', 'tool_search'],
  ['tool_search_tool_regex', 'tool_search'],
  ['advisor', 'advisor'],
  ['mcp', 'mcp'],
  ['mcp_toolset', 'mcp'],
]);

export function hostedFamily(type: string): string | undefined {
  return families.get(withoutDate(type));
}

/** `bash_20250124` and `web_search_2025_08_26` without their dates. */
export function withoutDate(type: string): string {
  return type.replace(/_\d{4}_?\d{2}_?\d{2}$/, '');
}
