import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { governanceSchema } from './policy-schema.js';

it('prints the schema that governance files name in their first line', () => {
  const committed = new URL('../../../../governance/schema/countersign.schema.json', import.meta.url);
  const printed: unknown = JSON.parse(JSON.stringify(governanceSchema()));
  expect(printed).toEqual(JSON.parse(readFileSync(committed, 'utf8')));
});
