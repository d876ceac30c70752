// `npm run check`: format, lint, boundaries, unused exports, types, and the compiled Rego against its sources where there is opa.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const steps = [
  ['format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']],
  // In parts: with types, all of it at once takes more memory than a small machine has.
  ['lint of the libraries', ['node_modules/eslint/bin/eslint.js', 'libs']],
  ['lint of the services', ['node_modules/eslint/bin/eslint.js', 'services']],
  [
    'lint of the rest',
    ['node_modules/eslint/bin/eslint.js', '.', '--ignore-pattern', 'libs', '--ignore-pattern', 'services'],
  ],
  [
    'boundaries and cycles',
    [
      'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
      '--config',
      '.dependency-cruiser.mjs',
      'libs',
      'services',
      'deploy',
    ],
  ],
  ['unused files, exports and dependencies', ['node_modules/knip/bin/knip.js']],
  ['Rego: sources, tests and the bytes of policy.wasm', ['services/policy/scripts/build-rego.mjs', '--check']],
  ['types', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.json']],
  ['types of the web app', ['node_modules/typescript/bin/tsc', '-p', 'services/console/web/tsconfig.json']],
];

const failed = steps.filter(([name, args]) => {
  const { status } = spawnSync(process.execPath, ['--max-old-space-size=4096', ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}\n`);
  return status !== 0;
});
process.exit(failed.length > 0 ? 1 : 0);
