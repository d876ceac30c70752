import { describe, expect, it } from '@jest/globals';
import type { Inspectors } from './inspectors.js';
import { parseGovernance } from './parse-governance.js';

const inspectors: Inspectors = {
  unreadablePatterns: (patterns) => patterns.filter((pattern) => pattern.includes('(?=')),
  schemaFault: (schema) => (JSON.stringify(schema).includes('"nonsense"') ? 'unknown keyword' : null),
};
const variables = { TARGET_URL: 'http://127.0.0.1:9' };

function problems(text: string, path = 'g.yaml') {
  const parsed = parseGovernance([{ path, text }], { variables, inspectors });
  return parsed.ok ? [] : parsed.problems;
}

const person = 'kind: Person\nname: ada\ndisplayName: Ada\n';
const agent = '---\nkind: Agent\nname: bot\nowner: ada\n';
const tool = `---
kind: Tool
name: logs.read
description: Read logs.
inputSchema: { type: object, additionalProperties: false, required: [service], properties: { service: { type: string } } }
effects: [{ as: declared, kind: read, target: { type: service, name: logs } }]
`;
const policy = (rule: string) => `---\nkind: Policy\nname: p\nagents: [bot]\nrules:\n  - ${rule}\n`;
const whole = (rule: string) => person + agent + tool + policy(rule);

describe('governance that can be read', () => {
  it('becomes documents, with defaults filled in', () => {
    const parsed = parseGovernance([{ path: 'g.yaml', text: person + agent }], { variables, inspectors });
    expect(parsed).toMatchObject({ ok: true, documents: [{ contacts: {} }, { kind: 'Agent', status: 'active' }] });
  });

  it('may leave documents empty and hold comments and Windows line ends', () => {
    expect(problems(`# hello\r\n---\r\n${person.replaceAll('\n', '\r\n')}---\r\n`)).toEqual([]);
  });
});

describe('a fault in the text', () => {
  it('is told with its line and column', () => {
    expect(problems('kind: Person\nname: [ada\n')).toEqual([
      expect.objectContaining({ path: 'g.yaml', line: 3, message: expect.any(String) }),
    ]);
    expect(problems('kind: Person\nname: ada\nname: ben\n')).toEqual([
      expect.objectContaining({ line: 3, column: 1, message: expect.stringContaining('unique') }),
    ]);
  });

  it('is told for nesting and aliases that would exhaust the reader', () => {
    expect(problems(`kind: ${'['.repeat(50_000)}`)[0]?.path).toBe('g.yaml');
    const bomb =
      'a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c]\n';
    expect(problems(bomb)[0]?.message).toMatch(/alias/i);
  });
});

describe('a fault against the schema', () => {
  it('suggests the key that was meant, where the unknown one stands', () => {
    expect(problems(`${person}---\nkind: Agent\nname: bot\nownr: ada\n`)).toEqual(
      expect.arrayContaining([
        { path: 'g.yaml', line: 7, column: 1, message: 'unknown key "ownr"', suggestion: 'did you mean "owner"?' },
      ]),
    );
  });

  it('suggests keys deep inside a rule', () => {
    expect(
      problems(whole('{ name: r, tools: [logs.read], verdict: allow, when: { effects: { onyl: [read] } } }')),
    ).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          line: 19,
          column: 71,
          message: 'rules[0].when.effects: unknown key "onyl"',
          suggestion: 'did you mean "only"?',
        }),
      ]),
    );
  });

  it('suggests the value that was meant', () => {
    expect(problems('kind: Persn\nname: ada\ndisplayName: Ada\n')[0]).toMatchObject({
      line: 1,
      suggestion: 'did you mean "Person"?',
    });
    expect(problems(whole('{ name: r, tools: [logs.read], verdict: alow }'))[0]).toMatchObject({
      suggestion: 'did you mean "allow"?',
    });
  });

  it('tells all faults of all files at once', () => {
    const files = ['a.yaml', 'b.yaml'].map((path) => ({ path, text: 'kind: Group\nname: UPPER\n' }));
    const parsed = parseGovernance(files, { variables, inspectors });
    expect(parsed.ok ? [] : parsed.problems.map(({ path }) => path)).toEqual(['a.yaml', 'a.yaml', 'b.yaml', 'b.yaml']);
  });

  it.each(['a.b.*', '>', 'a b', 'A', '', '-a', 'a'.repeat(64), 'a.>', 'tenant.x'])(
    'refuses the agent name "%s"',
    (name) => {
      expect(problems(`${person}---\nkind: Agent\nname: ${JSON.stringify(name)}\nowner: ada\n`)).toHaveLength(1);
    },
  );
});

describe('variables', () => {
  const address = (url: string) => `kind: Provider\nname: p\napi: openai\nbaseUrl: ${url}\nmodels: [{ name: m }]\n`;

  it('stand for what the caller allows', () => {
    const parsed = parseGovernance([{ path: 'g', text: address('${TARGET_URL}/v1') }], { variables, inspectors });
    expect(parsed).toMatchObject({ ok: true, documents: [{ baseUrl: 'http://127.0.0.1:9/v1' }] });
  });

  it('that nobody allowed are a problem with a place; the environment is not asked', () => {
    expect(problems(address('${PATH}'))).toEqual([
      { path: 'g.yaml', line: 4, column: 10, message: 'unknown variable "PATH"' },
    ]);
    expect(problems(address('${TARGET_ULR}'))[0]).toMatchObject({ suggestion: 'did you mean "TARGET_URL"?' });
    expect(problems(address('${__proto__}'))[0]).toMatchObject({ message: 'unknown variable "__proto__"' });
  });

  it('can be written as plain text with two dollar signs', () => {
    const text = 'kind: Person\nname: ada\ndisplayName: costs $${TARGET_URL}\n';
    const parsed = parseGovernance([{ path: 'g', text }], { variables, inspectors });
    expect(parsed).toMatchObject({ ok: true, documents: [{ displayName: 'costs ${TARGET_URL}' }] });
  });

  it('cannot add structure', () => {
    const parsed = parseGovernance([{ path: 'g', text: 'kind: Person\nname: ada\ndisplayName: ${X}\n' }], {
      variables: { X: 'Ada\ncontacts: { email: x@y.example }' },
      inspectors,
    });
    expect(parsed).toMatchObject({
      ok: true,
      documents: [{ displayName: expect.stringContaining('contacts'), contacts: {} }],
    });
  });
});
