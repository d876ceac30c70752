// `npm run bench`: installs what is missing, then measures direct calls, a plain proxy and Countersign in one run.
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { installMissing } from '../../deploy/local/install.mjs';

installMissing(fileURLToPath(new URL('../..', import.meta.url)));
register('../../services/audit/test/typescript-hooks.mjs', import.meta.url);
const { bench } = await import('./bench.ts');
await bench(process.argv.slice(2));
