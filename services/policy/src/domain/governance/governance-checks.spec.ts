import { describe, expect, it } from '@jest/globals';
import type { Inspectors } from './inspectors.js';
import { parseGovernance } from './parse-governance.js';

const inspectors: Inspectors = {
  unreadablePatterns: (patterns) => patterns.filter((pattern) => pattern.includes('(?=')),
  schemaFault: (schema) => (JSON.stringify(schema).includes('"nonsense"') ? 'unknown keyword' : null),
};

function messages(...texts: string[]): string[] {
  const parsed = parseGovernance([{ path: 'g.yaml', text: texts.join('---\n') }], { variables: {}, inspectors });
  return parsed.ok
    ? []
    : parsed.problems.map(({ message, suggestion }) => (suggestion ? `${message} | ${suggestion}` : message));
}

const ada = 'kind: Person\nname: ada\ndisplayName: Ada\n';
const bot = 'kind: Agent\nname: bot\nowner: ada\n';
const tool = (properties: string, more = '') => `kind: Tool
name: logs.read
description: Read logs.
inputSchema: { type: object, additionalProperties: false, properties: ${properties} }
effects: [{ as: declared, kind: read, target: { type: service, name: logs } }]
${more}`;
const logs = tool('{ service: { type: string } }');
const rules = (...list: string[]) =>
  `kind: Policy\nname: p\nagents: [bot]\nrules:\n${list.map((one) => `  - ${one}\n`).join('')}`;

describe('names that nothing defines', () => {
  it('are told with what was meant', () => {
    expect(messages(ada, 'kind: Agent\nname: bot\nowner: adda\n')).toEqual([
      'Agent bot: there is no Person "adda" | did you mean "ada"?',
    ]);
    expect(messages(ada, bot, logs, rules('{ name: r, tools: [log.read], verdict: deny }'))).toEqual([
      'Policy p: there is no Tool "log.read" | did you mean "logs.read"?',
    ]);
    expect(
      messages(
        ada,
        bot,
        logs,
        rules('{ name: r, tools: [logs.read], verdict: hold, approvers: { groups: [nobody] } }'),
      ),
    ).toEqual(['Policy p: there is no Group "nobody"']);
    expect(messages(ada, bot, rules('{ name: r, models: [gpt], verdict: allow }'))).toEqual([
      'Policy p: no provider offers model "gpt"',
    ]);
  });

  it('may be patterns for what is still to come', () => {
    expect(messages(ada, bot, logs, rules("{ name: r, tools: ['github.*'], verdict: deny }"))).toEqual([]);
  });

  it('may not be defined twice', () => {
    expect(messages(ada, ada)).toEqual(['Person ada: is already defined in g.yaml, line 1']);
    const twice = rules(
      '{ name: r, tools: [logs.read], verdict: deny }',
      '{ name: r, tools: [logs.read], verdict: allow }',
    );
    expect(messages(ada, bot, logs, twice)).toEqual(['Policy p: has two rules named "r"']);
  });
});

describe('rules that could never apply', () => {
  const when = (condition: string) => rules(`{ name: r, tools: [logs.read], verdict: deny, when: ${condition} }`);

  it('are told: a misspelt argument, a target that the tool cannot name, a zone, a pattern', () => {
    expect(messages(ada, bot, logs, when('{ arguments: [{ pointer: /servce, op: exists, value: true }] }'))).toEqual([
      'Policy p: tool logs.read has no argument "servce" | did you mean "service"?',
    ]);
    expect(messages(ada, bot, logs, when('{ paths: { within: [/etc] } }'))[0]).toMatch(/which paths it touches/);
    expect(messages(ada, bot, logs, when('{ time: { timezone: Europe/Atlantis } }'))[0]).toMatch(/not a time zone/);
    expect(
      messages(ada, bot, logs, when("{ arguments: [{ pointer: /service, op: matches, value: '(?=x)' }] }"))[0],
    ).toMatch(/RE2/);
  });

  it('are told when they contradict themselves', () => {
    const one = (rule: string) => messages(ada, bot, logs, rules(rule));
    expect(one('{ name: r, tools: [logs.read], verdict: hold }')).toEqual([
      'rules[0].verdict: a rule that holds must name its approvers',
    ]);
    expect(one('{ name: r, verdict: deny }')).toEqual(['rules[0]: name tools or models']);
    expect(one("{ name: r, models: ['*'], verdict: hold, approvers: { people: [ada] } }")).toEqual([
      'rules[0].verdict: a model call cannot be held: allow or deny it',
    ]);
    expect(one('{ name: r, tools: [logs.read], verdict: allow, approvers: { people: [ada] } }')).toEqual([
      'rules[0].approvers: only a rule that holds has approvers',
    ]);
  });
});

describe('tools whose parts do not fit', () => {
  it('are told: open objects, unknown keywords, sources and path parts without an argument', () => {
    expect(messages(tool('{ a: { type: object } }'))).toEqual([
      'Tool logs.read: inputSchema/properties/a is an open object: add additionalProperties: false',
    ]);
    expect(messages(tool('{ type: { type: [object, "null"], additionalProperties: true } }'))[0]).toMatch(
      /open object/,
    );
    expect(messages(tool('{ a: { nonsense: 1 } }'))).toEqual(['Tool logs.read: inputSchema: unknown keyword']);
    expect(
      messages(
        logs.replace(
          '{ as: declared, kind: read, target: { type: service, name: logs } }',
          '{ as: sql, pointer: /sql }',
        ),
      ),
    ).toEqual(['Tool logs.read: effect source /sql names argument "sql", which inputSchema does not have']);
    const connector =
      'connector: { kind: http, baseUrl: http://a.example, method: GET, path: "/x/{service}/{other}" }\n';
    expect(messages(tool('{ service: { type: string } }', connector))).toEqual([
      'Tool logs.read: the path names argument "other", which inputSchema does not have',
      'Tool logs.read: argument "service" is part of the path and must be required',
    ]);
  });

  it('may have open-ended maps of a known type', () => {
    expect(messages(tool('{ headers: { type: object, additionalProperties: { type: string } } }'))).toEqual([]);
  });
});

describe('a budget', () => {
  const provider = (prices: string) => `kind: Provider
name: models
api: openai
baseUrl: https://models.example/v1
models: [{ name: big, prices: ${prices} }, { name: free }]
`;
  const price = "[{ since: 2026-01-01, currency: USD, inputPerMillion: '1', outputPerMillion: '2' }]";
  const budget = (more = '') =>
    `kind: Budget\nname: team\nagents: [bot]\ncurrency: USD\nlimit: '5'\nperiod: month\n${more}`;

  it('covers only models that have a price in its currency', () => {
    expect(messages(ada, bot, provider(price), budget('models: [big]\n'))).toEqual([]);
    expect(messages(ada, bot, provider(price), budget())).toEqual([
      expect.stringMatching(/^Budget team: covers model "free" of provider "models", which has no price in USD/),
    ]);
    expect(messages(ada, bot, provider('[]'), budget('models: [big]\n'))).toHaveLength(1);
  });

  it('is kept in a time zone that there is', () => {
    expect(messages(ada, bot, budget('timezone: Europe/Berlin\n'))).toEqual([]);
    expect(messages(ada, bot, budget('timezone: Middle/Earth\n'))).toEqual([
      'Budget team: "Middle/Earth" is not a time zone; name one such as Europe/Berlin',
    ]);
  });
});
