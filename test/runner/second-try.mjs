// What a report of Jest says, and which files of it are run once more. Pure: `test/run.mjs` does the running.

/** More files than this failing in one run are a real fault, not chance: none of that phase is tried again. */
export const mostSecondTries = 5;

/** A file that could not even load counts as one failure: Jest lists no test for it. */
function countOfFile(file) {
  const withStatus = (...wanted) => file.assertionResults.filter(({ status }) => wanted.includes(status)).length;
  const failed = withStatus('failed');
  const hasFailedAsAWhole = file.status === 'failed' && failed === 0;
  return {
    passed: withStatus('passed'),
    failed: hasFailedAsAWhole ? 1 : failed,
    skipped: withStatus('pending', 'skipped', 'disabled'),
  };
}

export function countOf(report) {
  return report.testResults.map(countOfFile).reduce(
    (sum, file) => ({
      passed: sum.passed + file.passed,
      failed: sum.failed + file.failed,
      skipped: sum.skipped + file.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** Which files of a report are tried again, when `triedBefore` files of this run have been already. */
export function filesToTryAgain(report, triedBefore) {
  const failed = report.testResults.filter((file) => countOfFile(file).failed > 0).map((file) => file.name);
  return triedBefore + failed.length > mostSecondTries ? [] : failed;
}

/**
 * Puts second tries in the place of the first ones. `tries` has the report of each file's second try, null where there was none to
 * read: such a file stays what it was. `onlyThen` lists the files that passed now, with what had failed before.
 */
export function afterSecondTries(report, tries) {
  const onlyThen = [];
  const testResults = report.testResults.map((first) => {
    const second = tries.get(first.name)?.testResults.find((file) => file.name === first.name);
    if (!second) return first;
    if (hasPassedNow(first, second)) onlyThen.push({ file: first.name, failures: failuresOf(first) });
    else if (countOfFile(second).failed === 0) return first;
    return second;
  });
  return { report: { testResults }, onlyThen };
}

/** A test that failed and is now left out, or a file that has lost tests, has not passed. */
function hasPassedNow(first, second) {
  const passed = second.assertionResults.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName);
  return (
    countOfFile(second).failed === 0 &&
    passed.length > 0 &&
    first.assertionResults
      .filter(({ status }) => status === 'failed' || status === 'passed')
      .every(({ fullName }) => passed.includes(fullName))
  );
}

function failuresOf(file) {
  const tests = file.assertionResults.filter(({ status }) => status === 'failed');
  if (tests.length === 0) return [{ test: 'the file as a whole', message: file.message ?? '' }];
  return tests.map(({ fullName, failureMessages }) => ({ test: fullName, message: failureMessages[0] ?? '' }));
}

/** Said right before the totals, so that nobody overlooks it. `onlyThen` names the phase of each file, too. */
export function sayWhatPassedOnlyThen(onlyThen) {
  if (onlyThen.length === 0) return '';
  const line = '!'.repeat(100);
  const files = onlyThen.flatMap(({ file, phase, failures }) => [
    `${file}  (phase "${phase}", where the whole output of the first try stands)`,
    ...failures.flatMap(({ test, message }) => [
      `  x ${test}`,
      ...firstLines(message, 8).map((text) => `      ${text}`),
    ]),
  ]);
  const title = 'PASSED ONLY AT THE SECOND TRY, counted as passed. Failing now and then is a fault: find out why.';
  return ['', line, title, ...files, line, ''].join('\n');
}

function firstLines(text, most) {
  // eslint-disable-next-line no-control-regex -- Jest colours its messages.
  const plain = text.replaceAll(/\u001b\[[0-9;]*m/g, '');
  return plain
    .split('\n')
    .filter((each) => each.trim() !== '')
    .slice(0, most);
}
