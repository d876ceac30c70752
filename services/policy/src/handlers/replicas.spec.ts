import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { governance, revisionOf, rule } from '../../test/governance.js';
import { admin } from '../../test/governance-stores.js';
import { decideToolCall } from '../domain/decide/decide-tool-call.js';
import { InMemoryGovernanceStore } from '../storage/in-memory-governance-store.js';
import { InMemoryRunStore } from '../storage/in-memory-run-store.js';
import { RevisionCache } from '../storage/revision-cache.js';
import { followRevisions } from './follow-revisions.js';
import { turns } from './in-turn.js';
import { publishGovernance } from './publish-governance.js';
import type { ProposeParts } from './publish-or-propose.js';

beforeAll(loadAnalysers);

const rules = { allow: rule('allow', { tools: ['*'] }), deny: rule('deny', { tools: ['*'] }) };

let number = 0;

/** A replica of the service on a store that it shares with others. */
function replica(store: InMemoryGovernanceStore, load = revisionOf) {
  const clock = { now: () => Date.UTC(2026, 10, 21) };
  const revisions = new RevisionCache(clock, 30_000);
  const reported: unknown[] = [];
  let documents = governance([]);
  const parts = {
    store,
    revisions,
    clock,
    inTurn: turns(),
    runs: new InMemoryRunStore(),
    ids: {
      next: (prefix: string) => `${prefix}_${(number += 1)}`,
      bytes: () => Buffer.alloc(32),
    },
    source: {
      parse: async () => ({ ok: true, documents, cases: [] }),
      load: async (given: typeof documents) => load(given),
    },
    publish: async () => undefined,
    report: (error: unknown) => void reported.push(error),
    looked: () => revisions.looked(),
  };
  return {
    reported,
    look: followRevisions(parts as never),
    apply: (verdict: keyof typeof rules) => {
      documents = governance([rules[verdict]]);
      const publishing = parts as unknown as ProposeParts;
      return publishGovernance(publishing)({ actor: admin('ada'), files: [], variables: {} });
    },
    verdict: () => {
      const revision = revisions.of('demo');
      if (!revision.ok) return revision.refusal.reasonCode;
      const call = { agent: 'bot', tool: 'mail.send', arguments: { to: [] } };
      return decideToolCall(revision.value, call, { nowMs: 0, principal: null }).verdict;
    },
  };
}

describe('replicas on one registry', () => {
  it('decide under what one of them put in force after their next look, without a restart', async () => {
    const store = new InMemoryGovernanceStore();
    const [one, two] = [replica(store), replica(store)];
    await two.look();
    expect(two.verdict()).toBe('tenant_unknown');
    for (const verdict of ['allow', 'deny', 'allow'] as const) {
      await one.apply(verdict);
      await one.look();
      await two.look();
      expect([one.verdict(), two.verdict()]).toEqual([verdict, verdict]);
    }
  });

  it('keep what they have when a revision does not load there, and take the next that does', async () => {
    const store = new InMemoryGovernanceStore();
    let isBroken = false;
    const one = replica(store);
    const two = replica(store, (documents) => {
      if (isBroken) throw new Error('out of memory');
      return revisionOf(documents);
    });
    await one.apply('allow');
    await two.look();
    isBroken = true;
    await one.apply('deny');
    await two.look();
    expect([two.verdict(), two.reported]).toEqual(['allow', [new Error('out of memory')]]);
    isBroken = false;
    await two.look();
    expect(two.verdict()).toBe('deny');
  });
});
