import type { Frame } from '../commands/call.js';
import type { Node } from '../syntax/tree.js';
import { unchanged } from './outcome.js';
import type { Outcome } from './outcome.js';
import type { WalkContext } from './walk-context.js';
import { walkWords } from './walk-words.js';

/** Tests that look at text or at a file. Those that compare numbers or look at variables evaluate indexes. */
const SAFE_TESTS = new Set(
  '-e -f -d -c -b -p -S -L -h -k -g -u -G -O -N -r -w -x -s -t -z -n == = != < > =~ -nt -ot -ef'.split(' '),
);

/** Walks `[[ ... ]]`. Its words are not split or matched against files, so only their substitutions matter. */
export function walkTest(node: Node, frame: Frame, context: WalkContext): Outcome {
  const unsafe = node.name.split(' ').find((operator) => !SAFE_TESTS.has(operator));
  if (unsafe !== undefined)
    context.findings.refuse('test-operator', `[[ ${unsafe} ]] can run code through an index.`, node);
  walkWords(node.words, frame, context);
  context.findings.effect({ kind: 'read', type: 'none', name: '[[', why: 'A test only looks.', at: node });
  return unchanged(frame.directories);
}
