#!/usr/bin/env node
// Starts the built command line; from a fresh clone, `npm start` or `npm run build` builds it.
import { existsSync } from 'node:fs';

const main = new URL('../dist/main.js', import.meta.url);
if (!existsSync(main)) {
  process.stderr.write(
    'Countersign is not built yet. Run "npm start" (or "npm ci && npm run build") in its folder first.\n',
  );
  process.exit(1);
}
await import(main.href);
