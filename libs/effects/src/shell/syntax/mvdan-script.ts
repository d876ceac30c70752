import { readMvdanAssigning, redirectedAssigning } from './mvdan-assignment.js';
import { readMvdanCompound } from './mvdan-compound.js';
import { binaryCommands, redirections } from './mvdan-operators.js';
import { itemsOf, parseWithMvdan, textOf, typeOf } from './mvdan-parser.js';
import type { GoNode } from './mvdan-parser.js';
import { pushMvdanPart, readMvdanWord } from './mvdan-parts.js';
import { pushPart } from './text-parts.js';
import { makeNode } from './tree.js';
import type { Node, Part, Redirection } from './tree.js';

function readBody(word: GoNode, verbatim: boolean): Part[] {
  const parts: Part[] = [];
  for (const part of itemsOf(word['Parts'])) {
    if (typeOf(part) === '*syntax.Lit') {
      const text = textOf(part['Value']);
      if (text.includes('\\') && !verbatim) parts.push({ type: 'refused', code: 'here-document', script: [] });
      else pushPart(parts, { type: 'text', text, quoted: true });
    } else pushMvdanPart(parts, part, { quoted: true, read: readStatements });
  }
  return parts;
}

function readRedirection(redirect: GoNode): Redirection {
  const operator = redirections[redirect['Op'] as number] ?? 'unknown';
  const descriptor = typeOf(redirect['N']) === undefined ? '' : textOf((redirect['N'] as GoNode)['Value']);
  const target = readMvdanWord(redirect['Word'], readStatements);
  const verbatim = target.parts.some((part) => part.type === 'text' && part.quoted);
  const body = typeOf(redirect['Hdoc']) === undefined ? [] : readBody(redirect['Hdoc'] as GoNode, verbatim);
  return { operator, descriptor, target, body };
}

function readCall(node: GoNode): Node {
  const words = itemsOf(node['Args']).map((word) => readMvdanWord(word, readStatements));
  const simple = makeNode('simple', { words });
  const assigns = itemsOf(node['Assigns']);
  return assigns.length > 0 ? readMvdanAssigning(assigns, simple, readStatements) : simple;
}

function readCommand(command: unknown): Node {
  const node = command as GoNode;
  switch (typeOf(node)) {
    case undefined:
      return makeNode('simple');
    case '*syntax.CallExpr':
      return readCall(node);
    case '*syntax.TimeClause':
      if (typeOf(node['Stmt']) === undefined) return makeNode('refused', { name: 'timed' });
      return makeNode('time', { lists: [[readStatement(node['Stmt'])]] });
    case '*syntax.BinaryCmd': {
      const type = binaryCommands[node['Op'] as number];
      if (!type) return makeNode('refused', { name: 'pipe-with-errors' });
      return makeNode(type, { lists: [[readStatement(node['X'])], [readStatement(node['Y'])]] });
    }
    default:
      return readMvdanCompound(node, readStatements);
  }
}

const redirected = (command: Node, redirections: readonly Redirection[]): Node =>
  command.type === 'assign' ? redirectedAssigning(command, redirections) : { ...command, redirections };

function readStatement(statement: unknown): Node {
  const node = statement as GoNode;
  if (node['Background'] || node['Coprocess']) return makeNode('refused', { name: 'background' });
  const command = readCommand(node['Cmd']);
  const redirects = itemsOf(node['Redirs']).map(readRedirection);
  const body = redirects.length === 0 ? command : redirected(command, redirects);
  return node['Negated'] ? makeNode('not', { lists: [[body]] }) : body;
}

const readStatements = (statements: unknown): readonly Node[] => itemsOf(statements).map(readStatement);

/** Parses with the second parser, or undefined when it refuses the text. */
export function readWithMvdan(command: string): readonly Node[] | undefined {
  const file = parseWithMvdan(command);
  return file && readStatements(file['Stmts']);
}
