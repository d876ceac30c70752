import { binaryTests, testJoins, testNot, unaryTests } from './mvdan-operators.js';
import { itemsOf, textOf, typeOf } from './mvdan-parser.js';
import type { GoNode } from './mvdan-parser.js';
import { readMvdanWord } from './mvdan-parts.js';
import type { ReadStatements } from './mvdan-parts.js';
import { makeNode } from './tree.js';
import type { Node, Word } from './tree.js';

function branches(clause: GoNode, read: ReadStatements): (readonly Node[])[] {
  const condition = read(clause['Cond']);
  const then = read(clause['Then']);
  const rest = typeOf(clause['Else']) === undefined ? [] : branches(clause['Else'] as GoNode, read);
  return condition.length === 0 ? [then, ...rest] : [condition, then, ...rest];
}

function forLoop(clause: GoNode, read: ReadStatements): Node {
  const loop = clause['Loop'] as GoNode;
  if (clause['Select'] || clause['Braces'] || typeOf(loop) !== '*syntax.WordIter')
    return makeNode('refused', { name: 'loop' });
  const words = itemsOf(loop['Items']).map((word) => readMvdanWord(word, read));
  const name = textOf((loop['Name'] as GoNode)['Value']);
  return makeNode('for', { name, words, lists: [read(clause['Do'])] });
}

function caseOf(clause: GoNode, read: ReadStatements): Node {
  const items = itemsOf(clause['Items']);
  const patterns = items.map((item) => itemsOf(item['Patterns']));
  const words = [clause['Word'], ...patterns.flat()].map((word) => readMvdanWord(word, read));
  const name = patterns.map((list) => list.length).join(' ');
  return makeNode('case', { name, words, lists: items.map((item) => read(item['Stmts'])) });
}

function flattenTest(expression: unknown, operands: Word[], read: ReadStatements): string[] {
  const node = expression as GoNode;
  const operator = node['Op'] as number;
  switch (typeOf(node)) {
    case '*syntax.Word':
      operands.push(readMvdanWord(node, read));
      return ['-n'];
    case '*syntax.ParenTest':
      return flattenTest(node['X'], operands, read);
    case '*syntax.UnaryTest':
      if (operator === testNot) return flattenTest(node['X'], operands, read);
      operands.push(readMvdanWord(node['X'], read));
      return [unaryTests[operator] ?? 'unknown'];
    case '*syntax.BinaryTest':
      if (testJoins.has(operator))
        return [...flattenTest(node['X'], operands, read), ...flattenTest(node['Y'], operands, read)];
      operands.push(readMvdanWord(node['X'], read), readMvdanWord(node['Y'], read));
      return [binaryTests[operator] ?? 'unknown'];
    default:
      return ['unknown'];
  }
}

/** Brings compound commands of the second parser to the small tree. */
export function readMvdanCompound(command: GoNode, read: ReadStatements): Node {
  switch (typeOf(command)) {
    case '*syntax.IfClause':
      return makeNode('if', { lists: branches(command, read) });
    case '*syntax.WhileClause':
      return makeNode('while', {
        name: command['Until'] ? 'until' : 'while',
        lists: [read(command['Cond']), read(command['Do'])],
      });
    case '*syntax.ForClause':
      return forLoop(command, read);
    case '*syntax.CaseClause':
      return caseOf(command, read);
    case '*syntax.Subshell':
      return makeNode('subshell', { lists: [read(command['Stmts'])] });
    case '*syntax.Block':
      return makeNode('group', { lists: [read(command['Stmts'])] });
    case '*syntax.TestClause': {
      const words: Word[] = [];
      const name = flattenTest(command['X'], words, read).join(' ');
      return makeNode('test', { name, words });
    }
    default:
      return makeNode('refused', { name: typeOf(command) ?? 'nothing' });
  }
}
