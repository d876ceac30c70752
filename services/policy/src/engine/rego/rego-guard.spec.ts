import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { governance, program, revisionOf, rule } from '../../../test/governance.js';
import { builtBundle, regoDocument } from '../../../test/rego-bundles.js';
import { decideToolCall } from '../../domain/decide/decide-tool-call.js';
import type { LoadedRevision } from '../../domain/decide/loaded-revision.js';
import { RevisionLoader } from '../revision-loader.js';

beforeAll(loadAnalysers);

/** Nothing may be late here only because the machine is busy. */
const loader = new RevisionLoader(program, undefined, 60_000);
const allowMail = rule('allow', { tools: ['mail.send'] });
const holdMail = rule('hold', { tools: ['mail.send'] });
const denyMail = rule('deny', { tools: ['mail.send'] });
const approvers = { people: ['ben'] };

const load = (rules: unknown[], more = {}, by = loader) =>
  by.load(governance(rules, [regoDocument(builtBundle('guard'), more) as unknown as Record<string, unknown>]));
const decide = (revision: LoadedRevision, environment: string) =>
  decideToolCall(revision, { agent: 'bot', tool: 'mail.send', arguments: { to: [] } }, { nowMs: 0, environment });

describe('Rego of a tenant', () => {
  it.each([
    ['allow', [allowMail], 'allow', 'allowed'],
    ['hold', [allowMail], 'hold', 'held_by_rego'],
    ['deny', [allowMail], 'deny', 'denied_by_rego'],
    ['allow', [holdMail], 'hold', 'held_by_rule'],
    ['hold', [holdMail], 'hold', 'held_by_rule'],
    ['deny', [holdMail], 'deny', 'denied_by_rego'],
    ['allow', [denyMail], 'deny', 'denied_by_rule'],
    ['hold', [denyMail], 'deny', 'denied_by_rule'],
    ['allow', [], 'deny', 'no_matching_rule'],
    ['hold', [], 'deny', 'no_matching_rule'],
  ])('that says %s can only make a verdict stricter: %j', async (...[said, rules, verdict, reasonCode]) => {
    const outcome = decide(await load(rules, { approvers }), said);
    expect(outcome.verdict).toBe(verdict);
    if (verdict !== 'allow') expect(outcome.reasonCode).toBe(reasonCode);
  });

  it('names its own approvers, and those of the rules must agree with them', async () => {
    expect(decide(await load([allowMail], { approvers }), 'hold')).toMatchObject({
      approvers: { people: ['ben'] },
      rule: { policy: 'rego:guard', name: 'decision' },
      reasons: ['the Rego of the tenant says hold after allow'],
    });
    expect(decide(await load([holdMail], { approvers }), 'hold').approvers?.people).toEqual(['ben']);
    expect(decide(await load([allowMail]), 'hold')).toMatchObject({
      verdict: 'deny',
      reasonCode: 'approvers_unavailable',
    });
  });

  it('is named with its digest in every decision, and its bundle is part of the revision', async () => {
    const [guarded, bare] = [await load([allowMail]), revisionOf(governance([allowMail]))];
    expect(decide(guarded, 'production').bundles).toEqual([program.digest, guarded.guards[0]?.digest]);
    expect(decide(bare, 'production').bundles).toEqual([program.digest]);
    expect(guarded.compiled.revision).not.toBe(bare.compiled.revision);
  });

  it.each([
    ['no answer', 'quiet'],
    ['a verdict that is none', 'odd'],
    ['no reason', 'without a reason'],
  ])('that gives %s denies, and decides the next call as ever', async (_, environment) => {
    const revision = await load([allowMail]);
    expect(decide(revision, environment)).toMatchObject({ verdict: 'deny', reasonCode: 'rego_failed' });
    expect(decide(revision, 'production').verdict).toBe('allow');
  });

  it('that wants more memory than it is given denies', async () => {
    const revision = await load([allowMail], { name: 'large' });
    expect(decide(revision, 'grow')).toMatchObject({ verdict: 'deny', reasonCode: 'rego_failed' });
  });

  it('that does not come to an end holds nobody up for long, denies, and comes back', async () => {
    const revision = await load([allowMail], { name: 'slow' }, new RevisionLoader(program));
    const start = performance.now();
    expect(decide(revision, 'loop')).toMatchObject({ verdict: 'deny', reasonCode: 'rego_unavailable' });
    for (let i = 0; i < 100; i++) expect(decide(revision, 'loop').reasonCode).toBe('rego_unavailable');
    // Each of them would wait a quarter of a second.
    expect(performance.now() - start).toBeLessThan(15_000);
    const deadline = performance.now() + 60_000;
    let { verdict } = decide(revision, 'production');
    while (verdict !== 'allow' && performance.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 50));
      verdict = decide(revision, 'production').verdict;
    }
    expect(verdict).toBe('allow');
  });

  it('that asks the host for what it does not have is refused when it is loaded', async () => {
    const document = regoDocument(builtBundle('unknown-builtin')) as unknown as Record<string, unknown>;
    await expect(loader.load(governance([allowMail], [document]))).rejects.toThrow(/built-in functions .*time.now_ns/);
    await expect(load([allowMail], { entrypoint: 'countersign/tenant/other' })).rejects.toThrow(/no entrypoint/);
  });
});
