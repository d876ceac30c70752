import type { Frame } from '../commands/call.js';
import type { Findings } from '../findings.js';
import type { Node, Part } from '../syntax/tree.js';
import type { Origin } from '../words/argument.js';
import type { Outcome } from './outcome.js';

/** What stays the same during one walk, and the way back into it for nested scripts. */
export interface WalkContext {
  readonly command: string;
  readonly findings: Findings;
  readonly walkScript: (nodes: readonly Node[], frame: Frame) => Outcome;
  /** Walks the script of a substitution and says what its output is. */
  readonly walkOutput: (part: Part & { type: 'output' | 'stream' }, frame: Frame) => Origin;
}
