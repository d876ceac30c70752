import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const demoFolder = fileURLToPath(new URL('../../governance/demo', import.meta.url));
const count = 1_000;
const rulesEach = 10;
const numbers = Array.from({ length: count }, (_, number) => number);
const text = { type: 'string', maxLength: 20_000 };

const tool = (number: number) => ({
  kind: 'Tool',
  name: `svc${number % 50}.tool-${number}`,
  description: `Does what service ${number % 50} offers as number ${number}.`,
  status: 'approved',
  inputSchema: { type: 'object', additionalProperties: false, properties: { path: text, note: text } },
  effects: [{ as: 'path', pointer: '/path', access: 'read' }],
});

const policy = (number: number) => ({
  kind: 'Policy',
  name: `policy-${number}`,
  description: 'Reads in the workspace; the fifth of each needs the on-call.',
  agents: [`agent-${number}`],
  rules: Array.from({ length: rulesEach }, (_, index) => ({
    name: `rule ${index}`,
    tools: [tool((number * rulesEach + index) % count).name],
    when: { effects: { only: ['read'] }, paths: { within: ['/workspace', '/var/log'] } },
    ...(index % 5 === 4
      ? { verdict: 'hold', approvers: { groups: ['platform-oncall'], expires: '24h' } }
      : { verdict: 'allow', obligations: { maxBytes: 100_000 } }),
  })),
});

const agent = (number: number) => ({ kind: 'Agent', name: `agent-${number}`, owner: 'ola.owner', status: 'active' });

/** A folder with the demo tenant's governance and 10,000 rules more, in 1,000 policies about 1,000 tools. */
export function largeGovernanceFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-large-'));
  cpSync(demoFolder, folder, { recursive: true });
  const documents = [...numbers.map(tool), ...numbers.map(agent), ...numbers.map(policy)];
  // JSON is YAML.
  writeFileSync(join(folder, 'large.yaml'), documents.map((one) => `${JSON.stringify(one)}\n`).join('---\n'));
  return folder;
}
