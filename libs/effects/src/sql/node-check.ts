import type { SqlFindings } from './sql-findings.js';
import type { TreeFields } from './tree-node.js';

export interface NodeContext {
  fields: TreeFields;
  findings: SqlFindings;
  /** Names that common table expressions give to this place. */
  ctes: ReadonlySet<string>;
}

export type NodeCheck = (context: NodeContext) => void;
