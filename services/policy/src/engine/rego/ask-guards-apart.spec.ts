import { loadAnalysers } from '@countersign/effects';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { governance, program, rule } from '../../../test/governance.js';
import { builtBundle, regoDocument } from '../../../test/rego-bundles.js';
import { askGuardsApart } from '../../domain/decide/ask-guards-apart.js';
import { decideToolCall } from '../../domain/decide/decide-tool-call.js';
import type { LoadedRevision } from '../../domain/decide/loaded-revision.js';
import { RevisionLoader } from '../revision-loader.js';

beforeAll(loadAnalysers);

/** Nothing may be late here only because the machine is busy. */
const patient = new RevisionLoader(program, undefined, 60_000);
const load = (...names: string[]) => loadWith(patient, names);
const loadWith = (loader: RevisionLoader, names: string[]) => {
  const guards = names.map(
    (name) => regoDocument(builtBundle('guard'), { name }) as unknown as Record<string, unknown>,
  );
  return loader.load(governance([rule('allow', { tools: ['mail.send'] })], guards));
};
const call = { agent: 'bot', tool: 'mail.send', arguments: { to: [] } };
const now = (revision: LoadedRevision, environment: string) =>
  decideToolCall(revision, call, { nowMs: 0, environment });
const apart = (revision: LoadedRevision, environment: string) =>
  askGuardsApart(revision, (loaded) => now(loaded, environment));

describe('Rego of a tenant that is asked apart', () => {
  it.each(['allow', 'deny', 'odd', 'without a reason', 'production'])(
    'decides %s as if it was waited for',
    async (said) => {
      const revision = await load('guard', 'second');
      expect(await apart(revision, said)).toEqual(now(revision, said));
    },
  );

  it('answers many at once, and those who wait in between', async () => {
    const revision = await load('many');
    const asked = Array.from({ length: 20 }, (_, i) => apart(revision, i % 2 === 0 ? 'production' : 'deny'));
    await Promise.resolve();
    expect(now(revision, 'deny').verdict).toBe('deny');
    const verdicts = (await Promise.all(asked)).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(asked.map((_, i) => (i % 2 === 0 ? 'allow' : 'deny')));
  });

  it('holds up nobody else while it does not come to an end, and denies its own calls', async () => {
    const revision = await loadWith(new RevisionLoader(program, undefined, 2_000), ['stuck']);
    const slow = Promise.all([apart(revision, 'loop'), apart(revision, 'loop'), apart(revision, 'loop')]);
    let turns = 0;
    let isOver = false;
    void slow.then(() => (isOver = true));
    while (!isOver) {
      turns += 1;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    const reasons = (await slow).map(({ reasonCode }) => reasonCode);
    expect(reasons).toEqual(['rego_unavailable', 'rego_unavailable', 'rego_unavailable']);
    // Standing still, it would have been one turn.
    expect(turns).toBeGreaterThan(5);
  });
});
