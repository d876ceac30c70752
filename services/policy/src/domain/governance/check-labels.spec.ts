import { describe, expect, it } from '@jest/globals';
import { parseGovernance } from './parse-governance.js';

const inspectors = { unreadablePatterns: () => [], schemaFault: () => null };

function messages(condition: string, labels: string): string[] {
  const text = `
kind: Person
name: ada
displayName: Ada
---
kind: Agent
name: bot
owner: ada
---
kind: Tool
name: logs.read
description: Read logs.
inputSchema: { type: object, additionalProperties: false }
effects: [{ as: declared, kind: read, target: { type: service, name: logs } }]
labels: [read-logs]
---
kind: Policy
name: p
agents: [bot]
rules:
  - { name: marks, tools: [logs.read], verdict: allow, labels: ${labels} }
  - { name: asks, tools: [logs.read], verdict: deny, when: { labels: ${condition} } }
`;
  const parsed = parseGovernance([{ path: 'g.yaml', text }], { variables: {}, inspectors });
  return parsed.ok ? [] : parsed.problems.map(({ line, message, suggestion }) => `${line}: ${message} | ${suggestion}`);
}

describe('a label that a rule asks for', () => {
  it('must be put on runs by a tool or a rule', () => {
    expect(messages('{ has: [read-logs, read-all] }', '[read-all]')).toEqual([]);
    expect(messages('{ not: [read-log] }', '[read-all]')).toEqual([
      '22: Policy p: nothing ever puts the label "read-log" on a run | did you mean "read-logs"?',
    ]);
    expect(messages('{ has: [paid] }', '[read-all]')).toEqual([
      '22: Policy p: nothing ever puts the label "paid" on a run | put it on a tool or a rule: labels: [paid]',
    ]);
  });
});
