import { parse } from 'unbash';
import type { AndOr, Command, ParsedScript, Pipeline, PipelineNode } from 'unbash';
import { MAX_SIMPLE_COMMANDS } from '../limits.js';
import { makeNode } from './tree.js';
import type { Node } from './tree.js';
import { readAssigning } from './unbash-assignment.js';
import { readCompound } from './unbash-compound.js';
import { readWord } from './unbash-parts.js';
import { readRedirection } from './unbash-redirection.js';
import { refusedNode } from './unbash-reader.js';
import type { UnbashReader } from './unbash-reader.js';

export interface FirstReading {
  readonly script: readonly Node[];
  /** The first parser is tolerant: a reading with errors is a guess and never proof. */
  readonly errors: number;
}

const join = (type: 'and' | 'or' | 'pipe', left: Node, right: Node): Node =>
  makeNode(type, { lists: [[left], [right]], start: left.start, end: right.end });

function readSimple(node: Command, reader: UnbashReader): Node {
  const words = node.name ? [reader.word(node.name)] : [];
  for (const argument of node.args) if (argument.type === 'Word') words.push(reader.word(argument));
  const redirections = node.redirects.map((redirect) => readRedirection(redirect, reader));
  const simple = makeNode('simple', { words, redirections, start: node.pos, end: node.end });
  const assigns = [...node.prefix, ...node.suffix].some((item) => item.type === 'Assignment');
  return assigns ? readAssigning(node, simple, reader) : simple;
}

function readCommand(node: Exclude<PipelineNode, Pipeline>, reader: UnbashReader): Node {
  switch (node.type) {
    case 'Command':
      return readSimple(node, reader);
    case 'Redirected': {
      const redirections = node.redirects.map((redirect) => readRedirection(redirect, reader));
      return { ...readCompound(node.command, reader), redirections };
    }
    case 'Function':
      return refusedNode('function', node);
    case 'Coproc':
      return refusedNode('coprocess', node);
    default:
      return readCompound(node, reader);
  }
}

function readPipeline(node: PipelineNode, reader: UnbashReader): Node {
  if (node.type !== 'Pipeline') return readCommand(node, reader);
  if (node.commands.length === 0 || node.commands.length > MAX_SIMPLE_COMMANDS) return refusedNode('too-complex', node);
  const body = node.commands.map((command) => readCommand(command, reader)).reduce((a, b) => join('pipe', a, b));
  if (node.operators.includes('|&')) return refusedNode('pipe-with-errors', node, [[body]]);
  if (node.prefixes.length === 0) return body;
  if (node.prefixes.length > 1) return refusedNode('timed', node, [[body]]);
  const type = node.prefixes[0]?.type === 'Time' ? 'time' : 'not';
  return makeNode(type, { lists: [[body]], start: node.pos, end: node.end });
}

function readAndOr(node: PipelineNode | AndOr, reader: UnbashReader): Node {
  if (node.type !== 'AndOr') return readPipeline(node, reader);
  if (node.commands.length > MAX_SIMPLE_COMMANDS) return refusedNode('too-complex', node);
  return node.commands
    .map((command) => readPipeline(command, reader))
    .reduce((left, right, index) => join(node.operators[index - 1] === '&&' ? 'and' : 'or', left, right));
}

/** Parses with the first parser; the tree carries positions of the original text. */
export function readWithUnbash(command: string): FirstReading {
  let errors = 0;
  const reader: UnbashReader = {
    script: (script) => {
      if (!script) return [refusedNode('unreadable-substitution', { pos: 0, end: 0 })];
      errors += (script as ParsedScript).errors?.length ?? 0;
      return reader.statements(script.commands);
    },
    statements: (statements) =>
      statements.map((statement) => {
        const node = readAndOr(statement.command, reader);
        return statement.background ? refusedNode('background', statement, [[node]]) : node;
      }),
    word: (word) => readWord(word, reader.script),
  };
  const script = reader.script(parse(command));
  return { script, errors };
}
