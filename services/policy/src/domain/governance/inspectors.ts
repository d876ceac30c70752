import type { ToolDocument } from '@countersign/contracts';

/** What loading asks of the engine and of the schema compiler, so that a fault shows when governance is applied. */
export interface Inspectors {
  /** Those of the patterns that the engine's regular expressions cannot read. */
  unreadablePatterns(patterns: readonly string[]): string[];
  /** What is wrong with a tool's input schema, or null. */
  schemaFault(schema: ToolDocument['inputSchema']): string | null;
}
