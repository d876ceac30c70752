#!/usr/bin/env node
/**
 * Writes governance/schema/countersign.schema.json, with which editors complete and check governance files. Run it when
 * a schema in libs/contracts/src/governance has changed; a spec fails while the file is stale.
 */
import { writeFileSync } from 'node:fs';
import { fromSource } from './from-source.mjs';

fromSource(import.meta.url);

const { schemaFile, schemaText } = await import('./governance-schema-text.mjs');
writeFileSync(schemaFile, await schemaText());
console.log('wrote governance/schema/countersign.schema.json');
