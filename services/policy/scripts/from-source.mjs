/** Runs a script against the TypeScript sources of the workspace, so that it needs no build and is never behind. */
import { spawnSync } from 'node:child_process';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

const condition = '--conditions=@countersign/source';

/** Starts the calling script again under the source condition, unless it already runs so; then loads sources as they are. */
export function fromSource(script) {
  if (!process.execArgv.includes(condition)) {
    const again = [condition, '--no-warnings', fileURLToPath(script), ...process.argv.slice(2)];
    process.exit(spawnSync(process.execPath, again, { stdio: 'inherit' }).status ?? 1);
  }
  register('./source-loader.mjs', import.meta.url);
}
