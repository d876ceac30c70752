// `npm start`: installs what is missing, builds, then starts everything and stays until Ctrl-C.
import { fileURLToPath } from 'node:url';
import { build, installMissing, SetupError } from './install.mjs';
import { helpText, parseOptions } from './options.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

function readOptions() {
  try {
    return parseOptions(process.argv.slice(2), { root, cwd: process.cwd() });
  } catch (error) {
    process.stderr.write(`${error.message}\nSee: npm start -- --help\n`);
    return process.exit(1);
  }
}

function setUp() {
  try {
    installMissing(root);
    build(root);
  } catch (error) {
    process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`);
    process.exit(1);
  }
}

const options = readOptions();
if (options.help) {
  process.stdout.write(helpText);
} else {
  setUp();
  const { printNatsConfig, run } = await import('./dist/main.js');
  if (options.printNatsConfig) printNatsConfig();
  else await run(options);
}
