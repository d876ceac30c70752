import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadAnalysers } from '@countersign/effects';
import { governance, revisionOf, rule } from '../../../test/governance.js';
import { decideToolCall } from './decide-tool-call.js';

beforeAll(loadAnalysers);

const shell = {
  kind: 'Tool',
  name: 'shell.exec',
  status: 'approved',
  description: 'Run a command.',
  inputSchema: { type: 'object', additionalProperties: false, properties: { command: { type: 'string' } } },
  effects: [{ as: 'shell', pointer: '/command' }],
};
const within = { effects: { only: ['read'] }, paths: { within: ['/workspace'] } };
const ran = (when: object, command: string) =>
  decideToolCall(
    revisionOf(governance([rule('allow', { tools: ['shell.exec'], when })], [shell])),
    { agent: 'bot', tool: 'shell.exec', arguments: { command } },
    { nowMs: 0, principal: null },
  );

describe('a rule that says where', () => {
  it('allows nothing elsewhere', () => {
    expect(ran(within, 'cat /workspace/a').verdict).toBe('allow');
    expect(ran({ effects: { only: ['read'] } }, 'kubectl get pods').verdict).toBe('allow');
    const elsewhere = ran(within, 'cat /workspace/a; kubectl get pods');
    expect(elsewhere).toMatchObject({ verdict: 'deny', reasonCode: 'no_matching_rule' });
    expect(elsewhere.trace[0]?.why).toMatch(/the call also touches services, which the rule does not name/);
    const named = { ...within, services: { in: ['kubernetes', 'postgres'] } };
    expect(ran(named, 'cat /workspace/a; kubectl get pods').verdict).toBe('allow');
    expect(ran(named, 'docker ps').verdict).toBe('deny');
    expect(ran(named, "psql -c 'select * from orders'").verdict).toBe('deny');
    expect(ran({ ...named, relations: { in: ['orders'] } }, "psql -c 'select * from orders'").verdict).toBe('allow');
    expect(ran({ requests: { hosts: ['api.example.com'] } }, 'cat /etc/passwd').verdict).toBe('deny');
  });
});
