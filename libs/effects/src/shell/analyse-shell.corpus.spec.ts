import { beforeAll, describe, expect, it } from '@jest/globals';
import { effectSchema } from '@countersign/contracts';
import { readCorpus } from '../../test/shell/read-corpus.js';
import type { CorpusEntry } from '../../test/shell/read-corpus.js';
import { loadAnalysers } from '../load-analysers.js';
import { analyseShell } from './analyse-shell.js';

const analyse = (command: string) => analyseShell({ command, cwd: '/workspace', pointer: '/command' });
const ordinary = readCorpus('ordinary');
const adversarial = readCorpus('adversarial');

describe('the shell corpus', () => {
  beforeAll(loadAnalysers);

  it('has at least 1,500 ordinary reads and 4,500 adversarial commands, none of them in both', () => {
    const commands = new Set(ordinary.map(({ command }) => command));
    expect(ordinary.length).toBeGreaterThanOrEqual(1_500);
    expect(adversarial.length).toBeGreaterThanOrEqual(4_500);
    expect(adversarial.filter(({ command }) => commands.has(command))).toEqual([]);
  });

  it('never takes an adversarial command for a proven read', () => {
    expect(adversarial.filter(({ command }) => analyse(command).proven)).toEqual([]);
  });

  it('never takes an adversarial command for a read when the directory is not known', () => {
    const proven = adversarial.filter(({ command }) => analyseShell({ command, pointer: '' }).proven);
    expect(proven).toEqual([]);
  });

  it('proves at least 98 of 100 ordinary reads', () => {
    const proven = ordinary.filter(({ command }) => analyse(command).proven);
    expect(proven.length / ordinary.length).toBeGreaterThanOrEqual(0.98);
  });

  it('gives every command an effect, spans inside the command, and proof only without a reason', () => {
    const isWrong = ({ command }: CorpusEntry): boolean => {
      const { effects, reasons, proven } = analyse(command);
      const spans = [...effects, ...reasons].map(({ span }) => span);
      const inside = spans.every((span) => span && span.start <= span.end && span.end <= command.length);
      const shaped = effects.length > 0 && effects.every((effect) => effectSchema.safeParse(effect).success);
      const reads = reasons.length === 0 && effects.every(({ kind }) => kind === 'read');
      return !inside || !shaped || proven !== reads;
    };
    expect([...ordinary, ...adversarial].filter(isWrong)).toEqual([]);
  });
});
