import { describe, expect, it } from '@jest/globals';
import { parseDocument } from './parse-document.js';

const bomb = ['a: &a [x, x]', ...Array.from({ length: 9 }, (_, level) => alias(level))].join('\n');

function alias(level: number): string {
  const before = level === 0 ? 'a' : `a${level - 1}`;
  return `a${level}: &a${level} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`;
}

describe('the document of a check', () => {
  it('is every manifest of a YAML file, empty documents left out', () => {
    const text = 'kind: Service\n---\n---\nkind: Deployment\nspec: { replicas: 2 }\n';
    expect(parseDocument('kubernetes', text, 'web.yaml')).toEqual([
      { kind: 'Service' },
      { kind: 'Deployment', spec: { replicas: 2 } },
    ]);
  });

  it('may be JSON manifests as well', () => {
    expect(parseDocument('kubernetes', '[{"kind":"Service"}]', 'web.json')).toEqual([{ kind: 'Service' }]);
  });

  it.each([
    ['privileged: yes', { privileged: true }],
    ['privileged: !!bool on', { privileged: true }],
    ['base: &b { privileged: true }\nweb: { <<: *b, name: a }', { web: { privileged: true, name: 'a' } }],
    ['since: 2026-01-01\nat: 12:30:45', { since: '2026-01-01', at: '12:30:45' }],
    ['mode: 0644', { mode: 420 }],
  ])('reads %j as kubectl does', (text, expected) => {
    expect(parseDocument('kubernetes', text, 'web.yaml')).toMatchObject([expected]);
  });

  it('is JSON for a plan', () => {
    expect(parseDocument('terraform-plan', '{"resource_changes":[]}', 'plan.json')).toEqual({ resource_changes: [] });
  });

  it.each([
    ['terraform-plan', 'resource_changes: []', 'no JSON'],
    ['terraform-plan', '{"resource_changes":[{"type":"a","type":"b"}]}', 'no JSON'],
    ['json', '['.repeat(100_000), 'no JSON'],
    ['kubernetes', 'kind: [', 'no YAML'],
    ['kubernetes', 'kind: Service\nkind: Secret', 'no YAML'],
    ['kubernetes', '%YAML 1.2\n---\nprivileged: yes', '%YAML 1.2'],
    ['kubernetes', 'data: !!binary aGk=', 'no YAML'],
    ['kubernetes', 'a: !secret b', 'no YAML'],
    ['kubernetes', bomb, 'bomb.yaml is no YAML'],
  ] as const)('%s that cannot be read says so', (kind, text, why) => {
    expect(() => parseDocument(kind, text, 'bomb.yaml')).toThrow(why);
  });
});
