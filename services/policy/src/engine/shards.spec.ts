import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { document, governance, program, revisionOf, rule } from '../../test/governance.js';
import { compileGovernance } from '../domain/compile/compile-governance.js';
import { decideToolCall } from '../domain/decide/decide-tool-call.js';
import { finish } from '../domain/governance/steps.js';
import { PolicyInstance } from './policy-instance.js';
import { readAnswer } from './read-answer.js';
import { shardSteps } from './shards.js';

beforeAll(loadAnalysers);

const tools = Array.from({ length: 60 }, (_, i) => `svc.t${i}`);
const verdicts = ['allow', 'hold', 'deny'];

/** Enough rules for many shards: for one tool, for a pattern, for every tool; for one agent and for all. */
function manyDocuments() {
  const rules = (offset: number) =>
    Array.from({ length: 120 }, (_, i) => {
      const about =
        i % 40 === 0 ? ['*'] : i % 10 === 0 ? [`svc.t${i % 6}*`] : [tools[(i * 7 + offset) % tools.length] as string];
      const kind = verdicts[(i * 5 + offset) % 7 === 0 ? 2 : i % 3 === 0 ? 1 : 0] as string;
      const when = { arguments: [{ pointer: '/urgent', op: 'equals', value: i % 2 === 0 }] };
      return { ...rule(kind, { tools: about, when }), name: `rule ${i}`, reason: 'x'.repeat(300) };
    });
  const defined = tools.map((name) => ({
    kind: 'Tool',
    name,
    description: name,
    status: 'approved',
    inputSchema: { type: 'object', additionalProperties: false, properties: { urgent: { type: 'boolean' } } },
    effects: [{ as: 'declared', kind: 'read', target: { type: 'service', name: 's' } }],
  }));
  const policies = [['bot'], ['*'], ['bot', 'other']].map((agents, i) => ({
    kind: 'Policy',
    name: `p${i}`,
    agents,
    rules: rules(i),
  }));
  return [...governance([]), ...[...defined, ...policies].map(document)];
}

describe('governance split over several instances', () => {
  const documents = manyDocuments();
  const { data } = compileGovernance(documents);

  it('answers every call exactly as one instance with all of it', () => {
    expect(finish(shardSteps(data)).texts.length).toBeGreaterThan(3);
    const revision = revisionOf(documents);
    const whole = new PolicyInstance(program.module, JSON.stringify({ governance: data }));
    const seen = new Set<string>();
    for (const tool of tools) {
      for (const urgent of [true, false]) {
        const { input, verdict } = decideToolCall(
          revision,
          { agent: 'bot', tool, arguments: { urgent } },
          { nowMs: 0 },
        );
        const answer = readAnswer(whole.evaluate(JSON.stringify(input), 'countersign/decide/decision'));
        expect(revision.engine.evaluate(`tool:${tool}`, input)).toEqual(answer);
        seen.add(verdict);
      }
    }
    expect([...seen].sort()).toEqual(verdicts.toSorted());
  });
});
