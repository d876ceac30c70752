// `npm run demo`: an agent with the official OpenAI client, governed from its first call to the evidence about it.
import { fileURLToPath } from 'node:url';
import { build, installMissing, SetupError } from './install.mjs';
import { parseOptions } from './options.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

try {
  const options = parseOptions(process.argv.slice(2), { root, cwd: process.cwd() });
  installMissing(root);
  build(root);
  const { runDemo } = await import('./dist/demo/main.js');
  process.exit(await runDemo(options));
} catch (error) {
  process.stderr.write(`${error instanceof SetupError ? error.message : error.stack}\n`);
  process.exit(1);
}
