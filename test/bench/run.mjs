// `npm run bench`: installs what is missing, then measures direct calls, a plain proxy and Countersign in one run.
import { spawnSync } from 'node:child_process';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { installMissing } from '../../deploy/local/install.mjs';

installMissing(fileURLToPath(new URL('../..', import.meta.url)));
if (process.argv.includes('--policy')) {
  // Decisions alone, inside the policy service: no server is started.
  const script = fileURLToPath(new URL('../../services/policy/bench/decide-bench.mjs', import.meta.url));
  process.exit(spawnSync(process.execPath, [script, ...process.argv.slice(2)], { stdio: 'inherit' }).status ?? 1);
}
register('../../services/audit/test/typescript-hooks.mjs', import.meta.url);
const { bench } = await import('./bench.ts');
await bench(process.argv.slice(2));
