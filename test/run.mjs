// `npm test`: installs what is missing, builds, runs every suite and closes with one line of totals.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, installMissing } from '../deploy/local/install.mjs';
import { phases } from './phases.mjs';
import { afterSecondTries, countOf, filesToTryAgain, sayWhatPassedOnlyThen } from './runner/second-try.mjs';

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

const projectsOf = (phase) => phase.projects.flatMap((pattern) => expand(pattern));

function jestArguments(projects, output) {
  return [
    join(root, 'node_modules/jest/bin/jest.js'),
    '--projects',
    ...projects,
    '--json',
    `--outputFile=${output}`,
    '--passWithNoTests',
    '--ci',
  ];
}

function phaseArguments(phase, output) {
  return [
    ...jestArguments(projectsOf(phase), output),
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

function readReport(output) {
  try {
    return JSON.parse(readFileSync(output, 'utf8'));
  } catch {
    return null;
  }
}

/** A failed file once more, alone. */
async function tryAgain(phase, file) {
  const output = join(results, `again-${secondTries}.json`);
  process.stdout.write(`\n── ${phase.name}: second try of ${relative(root, file)}\n`);
  const project = projectsOf(phase).filter((folder) => file.startsWith(`${folder}${sep}`));
  const args = [...jestArguments(project, output), '--runInBand', '--forceExit', '--runTestsByPath', file];
  const code = await run(process.execPath, args);
  const report = readReport(output);
  return code !== 0 && report !== null && countOf(report).failed === 0 ? null : report;
}

/** A phase without a readable report, or that ends badly though no test failed, has failed as a whole: no second try. */
async function runPhase(phase, index) {
  const output = join(results, `${index}.json`);
  process.stdout.write(`\n── ${phase.name}\n`);
  const code = await run(process.execPath, phaseArguments(phase, output));
  const report = readReport(output);
  if (report === null) return { passed: 0, failed: 1, skipped: 0 };
  if (code !== 0 && countOf(report).failed === 0) return { ...countOf(report), failed: 1 };
  const tries = new Map();
  for (const file of filesToTryAgain(report, secondTries)) {
    secondTries += 1;
    tries.set(file, await tryAgain(phase, file));
  }
  const mended = afterSecondTries(report, tries);
  passedOnlyThen.push(
    ...mended.onlyThen.map((each) => ({ ...each, file: relative(root, each.file), phase: phase.name })),
  );
  return countOf(mended.report);
}

let secondTries = 0;
const passedOnlyThen = [];
/** Packages come over a network; a second try costs less than a run. */
function prepare() {
  try {
    installMissing(root);
    build(root);
  } catch (error) {
    process.stderr.write(`${error.message}\nOnce more:\n`);
    installMissing(root);
    build(root);
  }
}

const wanted = process.argv.slice(2);
prepare();
const total = { passed: 0, failed: 0, skipped: 0 };
for (const [index, phase] of phases.entries()) {
  const isWanted = wanted.length > 0 ? wanted.some((word) => phase.name.includes(word)) : !phase.onRequest;
  if (!isWanted) continue;
  const count = await runPhase(phase, index);
  for (const key of Object.keys(total)) total[key] += count[key];
}
rmSync(results, { recursive: true, force: true });
process.stdout.write(sayWhatPassedOnlyThen(passedOnlyThen));
process.stdout.write(
  `\n${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`,
);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
