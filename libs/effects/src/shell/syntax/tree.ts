/**
 * The small tree that both parsers are brought to. What it cannot express becomes a `refused` node or part,
 * so a construct nobody thought of is never read as something harmless.
 */
export type Part =
  | { readonly type: 'text'; readonly text: string; readonly quoted: boolean }
  | { readonly type: 'variable'; readonly name: string; readonly quoted: boolean }
  | { readonly type: 'modified'; readonly name: string; readonly form: string; readonly quoted: boolean }
  | { readonly type: 'output'; readonly script: readonly Node[]; readonly quoted: boolean }
  | { readonly type: 'stream'; readonly script: readonly Node[] }
  | { readonly type: 'number'; readonly quoted: boolean; readonly names: readonly string[] }
  | { readonly type: 'refused'; readonly code: string; readonly script: readonly Node[] };

export interface Word {
  readonly parts: readonly Part[];
  readonly start: number;
  readonly end: number;
}

export interface Redirection {
  readonly operator: string;
  readonly descriptor: string;
  readonly target: Word;
  /** The text of a here-document, already cut into parts. */
  readonly body: readonly Part[];
}

type NodeType =
  | 'simple'
  | 'and'
  | 'or'
  | 'pipe'
  | 'not'
  | 'group'
  | 'subshell'
  | 'if'
  | 'while'
  | 'for'
  | 'case'
  | 'test'
  | 'assign'
  | 'time'
  | 'refused';

/**
 * One command. `words`: argv of a simple command, the list of a `for`, the subject and patterns of a `case`, the
 * operands of `[[`, the values of assignments. `lists`: sub-commands in source order (`if`: condition, body, ..., else).
 */
export interface Node {
  readonly type: NodeType;
  /** Loop variable, operators of `[[`, the names assignments set, or the code of a refused construct. */
  readonly name: string;
  readonly words: readonly Word[];
  readonly lists: readonly (readonly Node[])[];
  readonly redirections: readonly Redirection[];
  readonly start: number;
  readonly end: number;
}

/** A node of the given type with everything else empty. */
export function makeNode(type: NodeType, fields: Partial<Node> = {}): Node {
  const { name = '', words = [], lists = [], redirections = [], start = 0, end = 0 } = fields;
  return { type, name, words, lists, redirections, start, end };
}
