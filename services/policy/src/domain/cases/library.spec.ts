import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { readdirSync, readFileSync } from 'node:fs';
import { RevisionLoader } from '../../engine/revision-loader.js';
import { runPolicyCases } from './run-policy-cases.js';

beforeAll(loadAnalysers);

const root = new URL('../../../../../governance/', import.meta.url);
const library = readdirSync(new URL('library/', root), { withFileTypes: true }).filter((entry) => entry.isDirectory());
const folders = ['demo/', ...library.map(({ name }) => `library/${name}/`)];
const variables = { DEMO_TARGET_URL: 'http://127.0.0.1:4001', DEMO_MODEL_URL: 'http://127.0.0.1:4002/v1' };
const loader = new RevisionLoader();

describe('the governance that comes with Countersign', () => {
  it.each(folders)('decides in %s as its cases say', async (path) => {
    const folder = new URL(path, root);
    const files = readdirSync(folder).map((name) => ({
      path: name,
      text: readFileSync(new URL(name, folder), 'utf8'),
    }));
    const parsed = await loader.parse(files, variables);
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems, null, 2));
    const results = runPolicyCases(await loader.load(parsed.documents), parsed.cases);
    expect(results.length).toBeGreaterThan(3);
    expect(results.filter(({ passed }) => !passed)).toEqual([]);
  });
});
