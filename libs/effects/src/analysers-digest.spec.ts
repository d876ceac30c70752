import { describe, expect, it } from '@jest/globals';
import { analysersDigest } from './analysers-digest.js';

const tool = new URL('../tools/analysers-digest.mjs', import.meta.url);

describe('the digest of the analysers', () => {
  it('is that of the sources: run libs/effects/tools/analysers-digest.mjs after a change', async () => {
    const current = (await import(tool.href)) as { analysersDigest: () => string };
    expect(analysersDigest).toBe(current.analysersDigest());
  });
});
