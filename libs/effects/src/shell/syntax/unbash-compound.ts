import type { Case, CompoundCommand, For, If, TestExpression } from 'unbash';
import { makeNode } from './tree.js';
import type { Node, Word } from './tree.js';
import { refusedNode } from './unbash-reader.js';
import type { UnbashReader } from './unbash-reader.js';

function branches(node: If, reader: UnbashReader): Node[][] {
  const lists = [node, ...node.elif].flatMap((branch) => [branch.clause, branch.then]);
  if (node.else) lists.push(node.else);
  return lists.map((list) => reader.statements(list.commands));
}

function forLoop(node: For, reader: UnbashReader): Node {
  if (!node.wordlist) return refusedNode('loop-over-arguments', node);
  const words = node.wordlist.map(reader.word);
  const lists = [reader.statements(node.body.commands)];
  return makeNode('for', { name: node.name.text, words, lists, start: node.pos, end: node.end });
}

function caseOf(node: Case, reader: UnbashReader): Node {
  const words = [node.word, ...node.items.flatMap((item) => item.pattern)].map(reader.word);
  const name = node.items.map((item) => item.pattern.length).join(' ');
  const lists = node.items.map((item) => reader.statements(item.body.commands));
  return makeNode('case', { name, words, lists, start: node.pos, end: node.end });
}

/** Only the tests and their operands in order: which of them runs does not matter, any of them may. */
function flattenTest(expression: TestExpression, operands: Word[], reader: UnbashReader): string[] {
  switch (expression.type) {
    case 'TestUnary':
      operands.push(reader.word(expression.operand));
      return [expression.operator];
    case 'TestBinary':
      operands.push(reader.word(expression.left), reader.word(expression.right));
      return [expression.operator];
    case 'TestLogical':
      return expression.operands.flatMap((operand) => flattenTest(operand, operands, reader));
    case 'TestNot':
      return flattenTest(expression.operand, operands, reader);
    case 'TestGroup':
      return flattenTest(expression.expression, operands, reader);
  }
}

/** Brings `if`, loops, groups, `case` and `[[` of the first parser to the small tree. */
export function readCompound(node: CompoundCommand, reader: UnbashReader): Node {
  const at = { start: node.pos, end: node.end };
  switch (node.type) {
    case 'If':
      return makeNode('if', { lists: branches(node, reader), ...at });
    case 'While': {
      const lists = [node.clause, node.body].map((list) => reader.statements(list.commands));
      return makeNode('while', { name: node.kind, lists, ...at });
    }
    case 'For':
      return forLoop(node, reader);
    case 'Case':
      return caseOf(node, reader);
    case 'Subshell':
      return makeNode('subshell', { lists: [reader.statements(node.body.commands)], ...at });
    case 'BraceGroup':
      return makeNode('group', { lists: [reader.statements(node.body.commands)], ...at });
    case 'TestCommand': {
      const words: Word[] = [];
      const name = flattenTest(node.expression, words, reader).join(' ');
      return makeNode('test', { name, words, ...at });
    }
    default:
      return refusedNode(node.type === 'Select' ? 'select' : 'arithmetic', node);
  }
}
