import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arbitraryCommand, arbitraryText } from '../../test/shell/arbitrary-command.js';
import { readCorpus, readProbes } from '../../test/shell/read-corpus.js';
import type { CorpusEntry } from '../../test/shell/read-corpus.js';
import { isSuitable, makeSandbox } from '../../test/shell/sandbox.js';
import { analyseShell } from './analyse-shell.js';
import { readWithUnbash } from './syntax/unbash-script.js';
import type { Node, Part } from './syntax/tree.js';

const sandbox = makeSandbox();
const LOCAL = /^(?:files|text|shell)\.jsonl$/;
/** Of the long list every eighth is enough, to keep the test short. */
const isSampled = ({ file }: CorpusEntry, index: number): boolean => file !== 'second-look.jsonl' || index % 8 === 0;
const isProven = (command: string) => analyseShell({ command, cwd: sandbox.work, pointer: '' }).proven;

function insideParts(parts: readonly Part[]): string[] {
  return parts.flatMap((part) => ('script' in part ? part.script.flatMap(programNames) : []));
}

/** The names of the programs that the analysis saw in a command. */
function programNames(node: Node): string[] {
  const words = [...node.words, ...node.redirections.map(({ target }) => target)];
  const [first] = node.type === 'simple' ? (node.words[0]?.parts ?? []) : [];
  return [
    ...(first?.type === 'text' ? [first.text] : []),
    ...words.flatMap((word) => insideParts(word.parts)),
    ...node.redirections.flatMap(({ body }) => insideParts(body)),
    ...node.lists.flatMap((list) => list.flatMap(programNames)),
  ];
}

describe('the verdict beside what bash does', () => {
  afterAll(() => sandbox.remove());

  it('leaves every file as it was when a proven read runs', () => {
    const commands = readCorpus('ordinary')
      .filter(isSampled)
      .filter(({ file, command }) => LOCAL.test(file) || file === 'second-look.jsonl' || command.startsWith('git '))
      .map(({ command }) => command)
      .filter((command) => isSuitable(command) && isProven(command));
    expect(commands.length).toBeGreaterThan(300);
    expect(sandbox.changing(commands)).toEqual([]);
  }, 600_000);

  it('proves none of the commands that are seen to change a file', () => {
    const probes = readProbes();
    expect(probes.length).toBeGreaterThan(150);
    expect(sandbox.changing(probes)).toEqual(probes);
    expect(probes.filter(isProven)).toEqual([]);
  }, 600_000);

  it('sees every program that bash would start for a proven command', () => {
    const generated = fc.sample(fc.oneof(arbitraryCommand, arbitraryText), 1500);
    const proven = generated.filter((command) => isProven(command) && !/\/s?bin\//.test(command));
    const started = sandbox.started(proven);
    const unseen = proven.filter((command, index) => {
      const seen = new Set(readWithUnbash(command).script.flatMap(programNames));
      return started[index]?.some(([name]) => !seen.has(name ?? '')) !== false;
    });
    expect(unseen).toEqual([]);
    expect(started.flat().length).toBeGreaterThan(20);
  }, 600_000);
});
