#!/usr/bin/env node
/**
 * Writes governance/schema/countersign.schema.json, with which editors complete and check governance files. Run it after
 * `npm run build` when a schema in libs/contracts/src/governance has changed; a spec fails while the file is stale.
 */
import { writeFileSync } from 'node:fs';
import { schemaFile, schemaText } from './governance-schema-text.mjs';

writeFileSync(schemaFile, await schemaText());
console.log('wrote governance/schema/countersign.schema.json');
