import { describe, expect, it } from '@jest/globals';
import {
  afterSecondTries,
  countOf,
  filesToTryAgain,
  mostSecondTries,
  sayWhatPassedOnlyThen,
  type FileReport,
} from './second-try.mjs';

type Outcome = 'passed' | 'failed' | 'pending';

function file(name: string, tests: Record<string, Outcome>): FileReport {
  const assertionResults = Object.entries(tests).map(([fullName, status]) => ({
    fullName,
    status,
    failureMessages: status === 'failed' ? [`\u001b[31mno luck\u001b[39m in ${fullName}`] : [],
  }));
  return { name, status: Object.values(tests).includes('failed') ? 'failed' : 'passed', assertionResults };
}

const unloaded = (name: string): FileReport => ({ name, status: 'failed', message: 'no module', assertionResults: [] });
const reportOf = (...testResults: FileReport[]) => ({ testResults });
const first = reportOf(
  file('a.spec.ts', { 'a adds': 'passed', 'a subtracts': 'failed' }),
  file('b.spec.ts', { 'b reads': 'passed', 'b writes': 'pending' }),
);
const again = (...files: FileReport[]) => new Map(files.map((each) => [each.name, reportOf(each)]));

describe('the count of a report', () => {
  it('has every test once, and one failure for a file that did not load', () => {
    expect(countOf(first)).toEqual({ passed: 2, failed: 1, skipped: 1 });
    expect(countOf(reportOf(...first.testResults, unloaded('c.spec.ts')))).toEqual({
      passed: 2,
      failed: 2,
      skipped: 1,
    });
  });
});

describe('the files that are tried again', () => {
  it('are those that failed, loaded or not', () => {
    expect(filesToTryAgain(first, 0)).toEqual(['a.spec.ts']);
    expect(filesToTryAgain(reportOf(...first.testResults, unloaded('c.spec.ts')), 0)).toEqual([
      'a.spec.ts',
      'c.spec.ts',
    ]);
  });

  it('are none where more have failed in the run than chance explains', () => {
    const many = Array.from({ length: mostSecondTries }, (_, index) => unloaded(`${index}.spec.ts`));
    expect(filesToTryAgain(reportOf(...many), 0)).toHaveLength(mostSecondTries);
    expect(filesToTryAgain(reportOf(...many, unloaded('last.spec.ts')), 0)).toEqual([]);
    expect(filesToTryAgain(reportOf(...many), 1)).toEqual([]);
    expect(filesToTryAgain(first, mostSecondTries)).toEqual([]);
  });
});

describe('a second try', () => {
  it('that passes makes the file count as passed, and is told of with the first failure', () => {
    const { report, onlyThen } = afterSecondTries(
      first,
      again(file('a.spec.ts', { 'a adds': 'passed', 'a subtracts': 'passed' })),
    );
    expect(countOf(report)).toEqual({ passed: 3, failed: 0, skipped: 1 });
    const text = sayWhatPassedOnlyThen(onlyThen.map((each) => ({ ...each, phase: 'units' })));
    expect(text).toContain('PASSED ONLY AT THE SECOND TRY');
    expect(text).toContain('a.spec.ts  (phase "units"');
    expect(text).toContain('  x a subtracts\n      no luck in a subtracts\n');
    expect(text).not.toContain('a adds');
  });

  it('that fails, in the same test or another one, is a failure, counted once', () => {
    for (const tests of [
      { 'a adds': 'passed', 'a subtracts': 'failed' },
      { 'a adds': 'failed', 'a subtracts': 'passed' },
    ] as const) {
      const { report, onlyThen } = afterSecondTries(first, again(file('a.spec.ts', tests)));
      expect(countOf(report)).toEqual({ passed: 2, failed: 1, skipped: 1 });
      expect(onlyThen).toEqual([]);
    }
  });

  it('that leaves out what failed, or another test, is a failure', () => {
    const incomplete: Record<string, Outcome>[] = [
      { 'a adds': 'passed', 'a subtracts': 'pending' },
      { 'a adds': 'passed' },
      { 'a subtracts': 'passed' },
      {},
    ];
    for (const tests of incomplete) {
      const { report, onlyThen } = afterSecondTries(first, again(file('a.spec.ts', tests)));
      expect(countOf(report).failed).toBe(1);
      expect(onlyThen).toEqual([]);
    }
  });

  it('without a report changes nothing', () => {
    expect(afterSecondTries(first, new Map([['a.spec.ts', null]]))).toEqual({ report: first, onlyThen: [] });
    expect(afterSecondTries(first, new Map())).toEqual({ report: first, onlyThen: [] });
  });

  it('of a file that had not loaded passes when its tests pass', () => {
    const unlucky = reportOf(unloaded('c.spec.ts'));
    const { report, onlyThen } = afterSecondTries(unlucky, again(file('c.spec.ts', { 'c counts': 'passed' })));
    expect(countOf(report)).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(onlyThen).toEqual([
      { file: 'c.spec.ts', failures: [{ test: 'the file as a whole', message: 'no module' }] },
    ]);
    expect(countOf(afterSecondTries(unlucky, again(unloaded('c.spec.ts'))).report).failed).toBe(1);
  });
});

describe('the summary', () => {
  it('says nothing where nothing needed a second try', () => {
    expect(sayWhatPassedOnlyThen([])).toBe('');
  });
});
