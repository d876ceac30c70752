import { describe, expect, it } from '@jest/globals';
import { shellServiceSchema } from '@countersign/contracts';
import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./tables/', import.meta.url);

describe('the services that commands ask', () => {
  it('are those that rules can name', () => {
    const named = readdirSync(folder).flatMap((name) => {
      const text = readFileSync(new URL(name, folder), 'utf8');
      return [...text.matchAll(/\bservice: '([^']+)'/g)].map(([, service]) => service ?? '');
    });
    expect([...new Set(named)].sort()).toEqual([...shellServiceSchema.options].sort());
  });
});
