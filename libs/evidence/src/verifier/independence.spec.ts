import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { CONTROL_MAPPING } from '../bundle/control-mapping.js';
import { writerOf } from './rules/writers.js';

const VERIFIER = fileURLToPath(new URL('.', import.meta.url));
const EVENTS = fileURLToPath(new URL('../../../contracts/src/events/', import.meta.url));

const sourcesBelow = (folder: string): [string, string][] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .map((name) => [name, readFileSync(folder + name, 'utf8')]);

describe('the verifier', () => {
  it('shares no code with what it checks and needs nothing but Node', () => {
    const sources = sourcesBelow(VERIFIER);
    expect(sources.length).toBeGreaterThan(20);
    for (const [name, source] of sources) {
      const depth = name.split('/').length - 1;
      const imported = [...source.matchAll(/from '([^']+)'/g)].map((match) => match[1] ?? '');
      const foreign = imported.filter((from) => !from.startsWith('node:') && from.split('../').length - 1 > depth);
      expect([name, foreign, imported.filter((from) => !/^(node:|\.)/.test(from))]).toEqual([name, [], []]);
    }
  });

  it('knows the writer of every event that the contracts define, and the export its controls', () => {
    const defined = sourcesBelow(EVENTS).flatMap(([, source]) => [
      ...source.matchAll(/defineEvent\(\s*'(\w+)',\s*'(\w+)'/g),
    ]);
    expect(defined.length).toBeGreaterThan(30);
    const mapped = new Set(CONTROL_MAPPING.families.flatMap(({ events }) => events));
    expect(defined.filter(([, writer, type]) => writerOf(type ?? '') !== writer).map((match) => match[2])).toEqual([]);
    expect(defined.filter(([, , type]) => !mapped.has(type ?? '')).map((match) => match[2])).toEqual([]);
  });
});
