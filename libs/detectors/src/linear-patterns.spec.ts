import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';
import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { nationalIds } from './personal/national-ids.js';
import { tokenFormats } from './secrets/token-formats.js';

/** Sources of every pattern that runs on text from outside: literals in the code, and those that tables hold. */
function patterns(): string[] {
  const folder = new URL('./', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const literals = files
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
    .flatMap((name) => [
      ...readFileSync(new URL(name, folder), 'utf8').matchAll(
        /[=(,|?:]\s*\/((?:[^/\\\n[*]|\\.|\[(?:[^\]\\]|\\.)*\])(?:[^/\\\n[]|\\.|\[(?:[^\]\\]|\\.)*\])*)\/[a-z]*/g,
      ),
    ])
    .map((match) => match[1] as string);
  return [...literals, ...tokenFormats.map(({ rest }) => rest), ...nationalIds.map(({ pattern }) => pattern.source)];
}

/** What could make matching take more than linear time: repetition of what is repeated by more than a single gap, and references back. */
function risks(source: string): string[] {
  const found: string[] = [];
  const ast = new RegExpParser({ ecmaVersion: 2022 }).parsePattern(source, undefined, undefined, { unicode: false });
  let depth = 0;
  visitRegExpAST(ast, {
    onQuantifierEnter: (node: AST.Quantifier) => {
      if (depth > 0 && node.max > 4) found.push(`nested: ${node.raw}`);
      if (node.max > 4) depth++;
    },
    onQuantifierLeave: (node: AST.Quantifier) => {
      if (node.max > 4) depth--;
    },
    onBackreferenceEnter: (node: AST.Backreference) => found.push(`reference: ${node.raw}`),
  });
  return found;
}

describe('the patterns of the detectors', () => {
  it('are found by this spec at all', () => {
    expect(patterns().length).toBeGreaterThan(75);
    expect(risks('(a{0,9}b){9}')).toEqual(['nested: a{0,9}']);
    expect(risks('(a+)+')).toHaveLength(1);
  });

  it('repeat nothing that is repeated in itself, and refer back to nothing', () => {
    expect(patterns().flatMap(risks)).toEqual([]);
  });
});
