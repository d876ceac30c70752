import { describe, expect, it } from '@jest/globals';
import { parseDocument } from './policy-check.js';

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

  it('is JSON for a plan', () => {
    expect(parseDocument('terraform-plan', '{"resource_changes":[]}', 'plan.json')).toEqual({ resource_changes: [] });
  });

  it.each([
    ['terraform-plan', 'resource_changes: []', 'no JSON'],
    ['kubernetes', 'kind: [', 'no YAML'],
  ] as const)('%s that cannot be read says so', (kind, text, why) => {
    expect(() => parseDocument(kind, text, 'file')).toThrow(why);
  });
});
