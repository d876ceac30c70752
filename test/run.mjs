// `npm test`: installs what is missing, builds, runs every suite and closes with one line of totals.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, installMissing } from '../deploy/local/install.mjs';
import { phases } from './phases.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = mkdtempSync(join(tmpdir(), 'countersign-test-'));

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      stdio: 'inherit',
      env: {
        ...process.env,
        NODE_OPTIONS: '--experimental-vm-modules --disable-warning=ExperimentalWarning',
        PRODUCT_IS_BUILT: '1',
      },
    });
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function jestArguments(phase, output) {
  return [
    join(root, 'node_modules/jest/bin/jest.js'),
    '--projects',
    ...phase.projects.flatMap((pattern) => expand(pattern)),
    '--json',
    `--outputFile=${output}`,
    '--passWithNoTests',
    '--ci',
    ...(phase.serial ? ['--runInBand', '--forceExit'] : ['--maxWorkers=2']),
    ...(phase.pattern ? ['--testPathPatterns', phase.pattern] : []),
  ];
}

function expand(pattern) {
  if (!pattern.endsWith('/*')) return [join(root, pattern)];
  const folder = pattern.slice(0, -2);
  const { workspaces } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages[''];
  if (!workspaces.includes(pattern)) throw new Error(`${pattern} is no workspace`);
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  return Object.keys(lock)
    .filter((name) => name.startsWith(`${folder}/`) && name.split('/').length === 2)
    .map((name) => join(root, name));
}

/** A suite that could not even load counts as one failure: jest lists no test for it. */
function countOf(report) {
  const unloaded = report.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded, skipped: report.numPendingTests };
}

async function runPhase(phase, index) {
  const output = join(results, `${index}.json`);
  process.stdout.write(`\n── ${phase.name}\n`);
  const code = await run(process.execPath, jestArguments(phase, output));
  try {
    const count = countOf(JSON.parse(readFileSync(output, 'utf8')));
    return code !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const wanted = process.argv.slice(2);
installMissing(root);
build(root);
const total = { passed: 0, failed: 0, skipped: 0 };
for (const [index, phase] of phases.entries()) {
  const isWanted = wanted.length > 0 ? wanted.some((word) => phase.name.includes(word)) : !phase.onRequest;
  if (!isWanted) continue;
  const count = await runPhase(phase, index);
  for (const key of Object.keys(total)) total[key] += count[key];
}
rmSync(results, { recursive: true, force: true });
process.stdout.write(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`,
);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
