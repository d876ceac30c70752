import { describe, expect, it } from '@jest/globals';
import { parseGovernance } from './parse-governance.js';

const inspectors = { unreadablePatterns: () => [], schemaFault: () => null };

function problems(text: string) {
  const parsed = parseGovernance([{ path: 'g.yaml', text }], { variables: {}, inspectors });
  return parsed.ok ? [] : parsed.problems;
}

const twoPeople = 'kind: Settings\npublishing: { secondPerson: true }\n';
const admin = '---\nkind: Person\nname: ada\ndisplayName: Ada\nroles: [admin]\n';
const cases =
  'kind: Cases\nname: c\ncases: [{ name: c, agent: a, tool: t, arguments: {}, expect: { verdict: deny } }]\n';

describe('files as a whole', () => {
  it.each(['', '# nothing yet\n', '---\n---\n', cases])('must hold something to govern by: %j', (text) => {
    expect(problems(text)).toMatchObject([{ path: 'g.yaml', message: expect.stringContaining('would remove all') }]);
  });

  it('must leave somebody who can be the second person', () => {
    expect(problems(twoPeople)).toMatchObject([{ line: 2, message: expect.stringContaining('could publish') }]);
    expect(problems(twoPeople + admin)).toEqual([]);
    expect(problems('kind: Settings\n')).toEqual([]);
  });

  it('are told what is wrong in words that need no knowledge of schemas', () => {
    const told = (text: string) => problems(text).map(({ message, suggestion }) => `${message} ${suggestion ?? ''}`);
    expect(told('kind: Agent\nname: bot\n')).toEqual(['owner: is missing ']);
    expect(told('kind: Agnet\nname: bot\n')).toEqual(['kind: "Agnet" is not known here did you mean "Agent"?']);
    expect(told('name: bot\n')[0]).toMatch(/^kind: is missing one of: Agent, /);
    expect(told('- a\n')).toEqual(['a document says what it is, such as kind: Agent, and then its members ']);
    expect(told('kind: Agent\nname: 7\nowner: ada\n')).toEqual(['name: expected string, received number ']);
  });
});
