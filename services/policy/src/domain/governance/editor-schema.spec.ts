import { expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdirSync, readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
// @ts-expect-error a plain script without types
import { schemaFile, schemaText } from '../../../scripts/governance-schema-text.mjs';

const committed = readFileSync(schemaFile as URL, 'utf8');

it('is what the schemas say today', async () => {
  expect(await schemaText()).toBe(committed);
});

it('accepts the demo governance as it is written, variables included', () => {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(JSON.parse(committed) as object);
  const folder = new URL('../../../../../governance/demo/', import.meta.url);
  const texts = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const documents = texts.flatMap((text) => parseAllDocuments(text)).map((document) => document.toJS() as unknown);
  expect(documents.filter((document) => !validate(document))).toEqual([]);
  expect(validate({ kind: 'Group', name: 'g', members: ['a'], colour: 'red' })).toBe(false);
});
