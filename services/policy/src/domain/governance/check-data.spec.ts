import { describe, expect, it } from '@jest/globals';
import { parseGovernance } from './parse-governance.js';

const inspectors = { unreadablePatterns: () => [], schemaFault: () => null };
const base = `kind: Person
name: ada
displayName: Ada
---
kind: Agent
name: bot
owner: ada
---
kind: Provider
name: demo
api: openai
baseUrl: https://models.example/v1
models: [{ name: demo-model }]
`;
const settings = (...detectors: string[]) =>
  `---\nkind: Settings\ndetectors:\n${detectors.map((one) => `  - ${one}\n`).join('')}`;
const rules = (...list: string[]) =>
  `---\nkind: Policy\nname: p\nagents: [bot]\nrules:\n${list.map((one) => `  - ${one}\n`).join('')}`;

function problems(...texts: string[]): string[] {
  const files = [{ path: 'g.yaml', text: base + texts.join('') }];
  const parsed = parseGovernance(files, { variables: {}, inspectors });
  if (parsed.ok) return [];
  return parsed.problems.map(({ line, message, suggestion = '' }) => `${line}: ${message} ${suggestion}`.trim());
}

const badge = '{ name: badge, category: employee-number, pattern: "EMP-[0-9]{6}" }';

describe("a tenant's own patterns", () => {
  it('are taken when an RE2 engine can run them', () => {
    expect(problems(settings(badge))).toEqual([]);
  });

  it.each(['(', '(?=x)y', '(a)\\\\1', 'a*', 'a{2000}'])(
    'are refused with their line when they are like %s',
    (pattern) => {
      const own = `{ name: mine, category: x, pattern: "${pattern}" }`;
      expect(problems(settings(badge, own))).toEqual([expect.stringMatching(/^18: Settings settings: .*pattern/)]);
    },
  );

  it('have names of their own and never find what cannot be looked into', () => {
    expect(problems(settings(badge, badge))).toEqual(['18: Settings settings: has two detectors named "badge"']);
    expect(problems(settings('{ name: b, category: unscannable, pattern: x }'))).toEqual([
      expect.stringContaining('unscannable is what cannot be looked into'),
    ]);
  });
});

describe('categories that rules name', () => {
  it('are those that some detector finds', () => {
    const has = (category: string) =>
      `{ name: r, models: [demo-model], when: { data: { has: [${category}] } }, verdict: deny }`;
    expect(problems(rules(has('secret')))).toEqual([]);
    expect(problems(rules(has('unscannable')))).toEqual([]);
    expect(problems(rules(has('employee-number')), settings(badge))).toEqual([]);
    expect(problems(rules(has('secrets')))).toEqual([
      '19: Policy p: no detector finds the category "secrets" did you mean "secret"?',
    ]);
  });

  it.each([
    ['[card-numbers]', 'no detector finds the category "card-numbers"'],
    ['[unscannable]', 'what cannot be looked into cannot be redacted'],
    ['[/messages]', 'a place can be redacted in the result of a tool only'],
  ])('can be redacted, unlike %s', (redact, message) => {
    const rule = `{ name: r, models: [demo-model], verdict: allow, obligations: { redact: ${redact} } }`;
    expect(problems(rules(rule))).toEqual([expect.stringContaining(message)]);
    expect(problems(rules(rule.replace(redact, '[card-number]')))).toEqual([]);
  });
});
